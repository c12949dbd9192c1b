import { describe, expect, it } from 'vitest'
import { outcomeKey, outcomeWords } from '../connect/outcome-words'
import { ERROR_CODES } from '../errors'
import { LOCALES } from '../i18n/locales'
import { ALL_MESSAGES, TEAM_LOGIN, teamTranslator, translator } from '../i18n/translate'
import { outcomeWords as staffOutcome } from '../link-sessions/words'
import { CHALLENGE_KINDS } from '../providers/challenge'
import * as ofauth from '../providers/ofauth/vocabulary'
import { KNOWN_PROGRESS } from '../providers/onlyfansapi/vocabulary'
import {
  LOGIN_FAILURES,
  PROVIDER_FAILURES,
  PROVIDER_IDS,
  type ProviderFailureDetail,
} from '../providers/types'
import { CREDENTIAL_USE, PROVIDER_NAMES } from '../providers/words'
import { askedWords, CHALLENGE_WORDS, humanised, KNOWN_PROGRESS_WORDS, progressWords, thingOf } from './words'

/** Complete by its type: a new detail does not compile without a line here. */
const DETAILS = Object.keys({
  misconfigured: 0,
  app_not_found: 0,
  permission_missing: 0,
  scope_missing: 0,
  session_missing: 0,
  session_expired: 0,
  signed_out: 0,
  invalid_credentials: 0,
  wrong_code: 0,
  no_stored_credentials: 0,
  already_connected: 0,
  already_authenticated: 0,
  method_not_supported: 0,
  plan: 0,
} satisfies Record<ProviderFailureDetail, 0>)

/** Every cause with which a login can end or be asked for once more. */
const CODES = [
  ...new Set([
    ...LOGIN_FAILURES,
    ...DETAILS,
    ...PROVIDER_FAILURES,
    ...ofauth.KNOWN_ERROR_CODES,
    'login_unknown',
    'internal',
    'login_budget',
  ]),
].filter((code) => code !== 'reauth_required')

type Tree = Record<string, unknown>

function textAt(tree: unknown, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>(
      (at, key) => (at !== null && typeof at === 'object' ? (at as Tree)[key] : undefined),
      tree,
    )
}

function flat(tree: unknown, path = ''): [string, string][] {
  if (typeof tree === 'string') return [[path, tree]]
  return Object.entries(tree as Tree).flatMap(([key, value]) => flat(value, path ? `${path}.${key}` : key))
}

const argumentsOf = (text: string) => [...text.matchAll(/\{(\w+)|<(\w+)>/g)].map(([all]) => all)

describe.each(LOCALES)('the creator, in %s', (locale) => {
  const login = (ALL_MESSAGES[locale] as Tree).login
  const words = translator(locale, 'words')

  it.each(CHALLENGE_KINDS)('the challenge %s has title, text and the words of another way', (kind) => {
    for (const part of ['title', 'text', 'otherText'])
      expect(textAt(login, `challenge.${part}.${kind}`), part).toBeTypeOf('string')
  })

  it.each(['code', 'unknown'])('a challenge of no kind that is named has words: %s', (kind) => {
    for (const part of ['title', 'text'])
      expect(textAt(login, `challenge.${part}.${kind}`), part).toBeTypeOf('string')
  })

  it.each(KNOWN_PROGRESS_WORDS)('the progress %s has words', (progress) => {
    expect(textAt(login, `working.progress.${progress}`)).toBeTypeOf('string')
  })

  it.each(CODES)('a login that ended with %s has words of its own', (code) => {
    expect(outcomeKey('failed', code)).toBe(code)
    const { what, next } = outcomeWords(words, code)
    expect(what.length).toBeGreaterThan(10)
    expect(next.length).toBeGreaterThan(10)
    expect({ what, next }).not.toEqual(outcomeWords(words, 'other'))
  })

  it('says for every provider what becomes of the password', () => {
    for (const id of PROVIDER_IDS)
      expect(textAt(login, `form.where.${CREDENTIAL_USE[id]}`)).toBeTypeOf('string')
  })

  it.each(ofauth.KNOWN_STEPS)('leaving at the step %s has words', (step) => {
    const { what, next } = outcomeWords(words, outcomeKey('cancelled', step) ?? 'other')
    for (const text of [what, next]) expect(text.length).toBeGreaterThan(10)
  })

  it('every refusal has words', () => {
    for (const code of ERROR_CODES) expect(words(`errors.${code}`).length, code).toBeGreaterThan(10)
  })
})

describe('the team', () => {
  const t = teamTranslator()

  it('its own words replace texts that are there, with arguments that are there', () => {
    const english = (ALL_MESSAGES.en as Tree).login
    for (const [path, text] of flat(TEAM_LOGIN)) {
      const base = textAt(english, path)
      expect(base, path).toBeTypeOf('string')
      const known = argumentsOf(String(base))
      expect(
        argumentsOf(text).filter((one) => !known.includes(one)),
        path,
      ).toEqual([])
      expect(text, path).not.toBe(base)
    }
  })

  it('speaks of the creator, and keeps the rest', () => {
    expect(t('challenge.text.app')).toContain('The creator’s authenticator app')
    expect(t('challenge.code')).toBe('Code')
  })

  it.each(CODES)('%s has words of its own', (code) => {
    expect(staffOutcome(code)).not.toEqual(staffOutcome('unheard_of'))
  })
})

describe('staff', () => {
  it.each(CHALLENGE_KINDS)('%s', (kind) => {
    const { thing, asked } = CHALLENGE_WORDS[kind]
    for (const words of [thing, asked]) expect(words.length).toBeGreaterThan(3)
    expect(thingOf(kind)).toBe(thing)
  })

  it('a step that nobody knows is shown as a person reads it', () => {
    expect(progressWords('warming_up-PROXY')).toBe('Now: warming up proxy')
    expect(progressWords('toString')).toBe('Now: tostring')
    expect(humanised('x'.repeat(90))).toHaveLength(40)
    expect(progressWords('submitting')).toBe('Sending the login form')
    expect(progressWords(null)).toBeNull()
    for (const progress of KNOWN_PROGRESS) expect(KNOWN_PROGRESS_WORDS).toContain(progress)
  })

  it('names what is asked for, also when it is not known', () => {
    expect(askedWords(['sms', 'app'])).toBe('a code by SMS or a code from the authenticator app')
    expect(askedWords(['x_new'])).toBe('a second factor')
    expect(askedWords([])).toBe('a second factor')
    expect(thingOf(undefined)).toBe('second factor')
    expect(thingOf('toString')).toBe('second factor')
  })
})

it('every provider has a name', () => {
  for (const id of PROVIDER_IDS) expect(PROVIDER_NAMES[id].length).toBeGreaterThan(3)
})
