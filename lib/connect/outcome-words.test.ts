import { describe, expect, it } from 'vitest'
import { ERROR_CODES } from '../errors'
import { LOCALES } from '../i18n/locales'
import { ALL_MESSAGES, translator } from '../i18n/translate'
import { LINK_STATES } from '../link-sessions/states'
import { CALLBACK_ERROR_CODES, CANCEL_STEPS, OUR_CODES, REVIEW_WORDS } from '../link-sessions/words'
import { errorWords, outcomeKey, outcomeReference, outcomeWords } from './outcome-words'

type Tree = { words: Record<'states' | 'outcomes' | 'reviews' | 'errors', Record<string, unknown>> }

const CODES = [...Object.keys(CALLBACK_ERROR_CODES), ...Object.keys(OUR_CODES)]
const ENDED = ['dropped', 'cancelled', 'failed', 'expired', 'revoked'] as const

describe('the key of an outcome', () => {
  it.each(CODES)('%s is known by its own name', (code) => {
    for (const state of ['failed', 'expired', 'revoked'] as const) expect(outcomeKey(state, code)).toBe(code)
  })

  it.each(Object.keys(CANCEL_STEPS))('cancelled at %s is known by its own name', (step) => {
    expect(outcomeKey('cancelled', step)).toBe(`cancelled_${step}`)
  })

  it.each(LINK_STATES)('%s with no code, and with a code that nobody knows', (state) => {
    const ended = ENDED.some((one) => one === state)
    for (const code of [null, 'no_such_code', 'toString', '__proto__', 'cancelled_login']) {
      const key = outcomeKey(state, code)
      if (ended) expect(key).toBeTypeOf('string')
      else expect(key).toBeNull()
    }
  })
})

it('what she took back herself is told as not kept', () => {
  expect(outcomeKey('completed', 'undone')).toBe('dropped')
  expect(outcomeKey('dropped', 'undone')).toBe('dropped')
})

it('an end that nobody can explain to her comes with the reference that the team sees', () => {
  const id = 'ba6ed6e9-0000-4000-8000-000000000000'
  for (const key of ['other', 'internal', 'no_such_key']) expect(outcomeReference(key, id)).toBe('ba6ed6e9')
  expect(outcomeReference('invalid_credentials', id)).toBeNull()
})

describe.each(LOCALES)('in %s', (locale) => {
  const t = translator(locale, 'words')
  const { words } = ALL_MESSAGES[locale] as Tree

  it.each([...CODES, ...Object.keys(CANCEL_STEPS).map((step) => `cancelled_${step}`), ...ENDED])(
    'there are words for %s',
    (code) => {
      const state =
        ENDED.find((one) => one === code) ?? (code.startsWith('cancelled_') ? 'cancelled' : 'failed')
      const key = outcomeKey(state, code.replace(/^cancelled_/, ''))
      const { what, next } = outcomeWords(t, key ?? '')
      expect(words.outcomes[key ?? '']).toEqual({ what, next })
      expect(what.length).toBeGreaterThan(10)
      expect(next.length).toBeGreaterThan(10)
    },
  )

  it('every state, every reason for a review and every refusal has words', () => {
    expect(Object.keys(words.states)).toEqual([...LINK_STATES])
    expect(Object.keys(words.reviews).sort()).toEqual(Object.keys(REVIEW_WORDS).sort())
    expect(Object.keys(words.errors).sort()).toEqual([...ERROR_CODES].sort())
    for (const code of ERROR_CODES) expect(errorWords(t, code)).toBe(words.errors[code])
  })

  it('an unknown key falls back to something true', () => {
    expect(outcomeWords(t, 'constructor')).toEqual(words.outcomes.other)
  })
})
