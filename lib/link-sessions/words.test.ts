import { describe, expect, it } from 'vitest'
import { PROVIDER_FAILURES } from '../providers/types'
import { LINK_STATES } from './states'
import {
  CALLBACK_ERROR_CODES,
  CANCEL_STEPS,
  OUR_CODES,
  outcomeWords,
  REVIEW_WORDS,
  STATE_LABELS,
  type Words,
} from './words'

/** Every code that the verbs write as the cause of a session's end. */
const CAUSES = [
  ...PROVIDER_FAILURES.filter((kind) => kind !== 'reauth_required'),
  'misconfigured',
  'app_not_found',
  'scope_missing',
  'internal',
  'provider_failed',
  'not_proven',
  'connection_ended',
  'taken_over',
  'taken_over_by_creator',
  'stopped',
  'session_expired',
  '2fa_failed',
]

const sound = ({ what, next }: Words) => {
  for (const sentence of [what, next]) {
    expect(sentence).toMatch(/^[A-Z].*[.)]$/)
    expect(sentence.length).toBeGreaterThan(15)
  }
}

it('every state has a label of its own', () => {
  const labels = LINK_STATES.map((state) => STATE_LABELS[state])
  expect(labels.every(Boolean)).toBe(true)
  expect(new Set(labels).size).toBe(LINK_STATES.length)
})

describe('every cause has words that are its own', () => {
  it.each(CAUSES)('%s', (code) => {
    const words = outcomeWords(code)
    sound(words)
    expect(words).not.toEqual(outcomeWords('unheard_of'))
  })
})

it('every error code and review of the provider says what happened and what to do next', () => {
  for (const words of [
    ...Object.values(CALLBACK_ERROR_CODES),
    ...Object.values(OUR_CODES),
    ...Object.values(REVIEW_WORDS),
  ])
    sound(words)
  expect(Object.keys(REVIEW_WORDS).sort()).toEqual([
    'browser_not_returned',
    'invite_used_up',
    'other_user_new_id',
    'other_user_same_id',
    'unexpected_account',
  ])
})

it('a step completes the sentence "The login was cancelled …"', () => {
  for (const step of ['pre-login', 'login', '2fa', 'authorization', 'other'])
    expect(CANCEL_STEPS[step]).toMatch(/^[a-z]/)
})

it('an unknown or missing code falls back to something true', () => {
  for (const code of [null, '', 'unheard_of', 'constructor', '__proto__', 'toString'])
    sound(outcomeWords(code))
})
