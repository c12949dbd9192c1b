import { expect, it } from 'vitest'
import { AppError, ERROR_CODES, notFound } from '../errors'
import { PROVIDER_FAILURES, ProviderError, type ProviderFailureDetail } from '../providers/types'
import { failureWords } from './failure-words'

const SECRET = 'sk_sandbox_abcdefgh postgres://u:p@h/d'

it('passes on what a verb said to the user', () => {
  const error = new AppError('invalid_input', 'The username does not match.', {
    fields: { name: 'Type it.' },
  })
  expect(failureWords(error)).toEqual({
    code: 'invalid_input',
    message: 'The username does not match.',
    fields: { name: 'Type it.' },
  })
  expect(failureWords(notFound('connection')).code).toBe('not_found')
})

it.each(PROVIDER_FAILURES)('has words for %s, and they hold nothing of the cause', (kind) => {
  const words = failureWords(new ProviderError(kind, SECRET))
  expect(ERROR_CODES).toContain(words.code)
  expect(words.message).toMatch(/^[A-Z].*\.$/)
  expect(JSON.stringify(words)).not.toContain('sk_sandbox')
})

it('says how long a limit lasts where that is longer than a moment', () => {
  const said = (retryAfter: number) => failureWords(new ProviderError('rate_limited', 'x', { retryAfter }))
  expect(said(1_799)).toMatchObject({
    code: 'provider_rate_limited',
    message: expect.stringContaining('30 minutes'),
  })
  expect(said(60).message).toContain('in a minute')
})

it.each<[ProviderFailureDetail, string]>([
  ['misconfigured', 'provider_misconfigured'],
  ['app_not_found', 'provider_misconfigured'],
  ['scope_missing', 'provider_key_refused'],
  ['permission_missing', 'provider_rejected'],
])('tells %s apart', (detail, code) => {
  expect(failureWords(new ProviderError('rejected', 'x', { detail })).code).toBe(code)
})

it.each([
  new Error(SECRET),
  SECRET,
  null,
  undefined,
  7,
  { code: 'not_found', message: SECRET },
  new TypeError(SECRET),
])('says of anything else only that it is our fault: %s', (thrown) => {
  const words = failureWords(thrown)
  expect(words.code).toBe('internal')
  expect(JSON.stringify(words)).not.toContain('sk_sandbox')
})
