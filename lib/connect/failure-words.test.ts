import { expect, it } from 'vitest'
import { LOCALES } from '../i18n/locales'
import { failureWords } from './failure-words'

it('speaks every language, and English where it knows none', () => {
  const titles = LOCALES.map((locale) => failureWords(locale).title)
  expect(new Set(titles).size).toBe(LOCALES.length)
  expect(failureWords('es-MX')).toEqual(failureWords('es'))
  for (const language of ['', 'en-XA', 'xx', '__proto__'])
    expect(failureWords(language)).toEqual(failureWords('en'))
})
