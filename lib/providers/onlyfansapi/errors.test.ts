import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { NOW } from '../testing/fake-api'
import { PROVIDER_FAILURES, ProviderError } from '../types'
import { type CallName, classify, refusal } from './errors'
import { fixture } from './testing/fake'

type Case = {
  note: string
  about: CallName['about']
  step?: CallName['step']
  status: number
  body: Record<string, unknown>
  headers?: Record<string, string>
  kind: string
  detail?: string
  retryAfter?: number
}

const call = (about: CallName['about'], step?: CallName['step']): CallName => ({
  label: 'OnlyFansAPI test',
  about,
  ...(step ? { step } : {}),
})
const reply = (status: number, text: string, headers: Record<string, string> = {}) => ({
  status,
  text,
  headers: new Headers(headers),
})

describe('classify', () => {
  it.each(fixture('errors') as Case[])('$note', (each) => {
    const answer = reply(each.status, JSON.stringify(each.body), each.headers)
    const error = classify(answer, call(each.about, each.step), NOW)
    expect([error.kind, error.detail]).toEqual([each.kind, each.detail ?? null])
    expect(error.retryAfter).toBe(each.retryAfter ?? null)
    expect(error.httpStatus).toBe(each.status)
    for (const text of [each.body.error, each.body.message])
      if (typeof text === 'string') expect(error.message).not.toContain(text)
  })

  it('does not take the word of a page in HTML', () => {
    for (const status of [401, 403, 404, 410, 500])
      for (const about of ['team', 'attempt', 'account', 'data'] as const)
        expect(classify(reply(status, '<p>No</p>'), call(about), NOW).kind).toBe('unavailable')
  })

  it('makes an error of the closed set from anything', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.jsonValue().map((value) => JSON.stringify(value)),
        ),
        fc.integer({ min: 400, max: 599 }),
        fc.constantFrom<CallName['about']>('team', 'attempt', 'account', 'data'),
        fc.constantFrom<CallName['step']>('begin', 'stored', 'code', undefined),
        (text, status, about, step) => {
          const error = classify(reply(status, text), call(about, step), NOW)
          expect(error).toBeInstanceOf(ProviderError)
          expect(PROVIDER_FAILURES).toContain(error.kind)
        },
      ),
    )
  })
})

describe('a refusal inside HTTP 200', () => {
  const said = (body: unknown, about: CallName['about'], step?: CallName['step']) => {
    const error = refusal(body, reply(200, ''), call(about, step))
    return error && [error.kind, error.detail]
  }

  it('is told by an error, a code or success false', () => {
    const expired = { error: 'SESSION_EXPIRED:NEEDS_REAUTHENTICATION', message: 'x' }
    expect(said(expired, 'data')).toEqual(['reauth_required', 'session_expired'])
    expect(said({ code: 'account_not_found' }, 'data')).toEqual(['reauth_required', 'session_missing'])
    expect(said({ error: 'SERVICE_UNAVAILABLE' }, 'data')).toEqual(['unavailable', null])
    expect(said({ error: 'Unauthorized. Go away.' }, 'team')).toEqual(['unauthorized_key', null])
    expect(said({ error: 'odd' }, 'data')).toEqual(['rejected', null])
    expect(said({ error: { a: 1 } }, 'data')).toEqual(['rejected', null])
    expect(said({ success: false, message: 'already connected' }, 'team', 'begin')).toEqual([
      'rejected',
      'already_connected',
    ])
  })

  it('is not seen in an answer without one', () => {
    for (const body of [
      [],
      [{ error: 'x' }],
      null,
      'error',
      { error: null },
      { success: true, message: 'x' },
    ])
      expect(said(body, 'data')).toBeNull()
  })
})
