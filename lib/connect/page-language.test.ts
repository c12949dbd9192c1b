import { expect, it } from 'vitest'
import { acceptedLanguage } from './page-language'

it.each([
  [null, 'en'],
  ['', 'en'],
  ['es-MX,es;q=0.9,en;q=0.8', 'es'],
  ['en-GB,en;q=0.9,es;q=0.5', 'en'],
  ['de-DE,de;q=0.9,es;q=0.5', 'es'],
  ['ES', 'es'],
  ['xx, yy', 'en'],
])('%s asks for %s', (header, language) => {
  expect(acceptedLanguage(header)).toBe(language)
})
