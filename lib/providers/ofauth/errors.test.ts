import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { PROVIDER_FAILURES, ProviderError } from '../types'
import { classify, type Family } from './errors'
import { fixture } from './testing/fake'

type Case = {
  note: string
  family: Family
  isInit?: boolean
  status: number
  body: unknown
  kind: string
  detail?: string
  retryAfter?: number
}

const NOW = new Date('2026-03-01T12:00:00Z')
const call = (family: Family, isInit = false) => ({ label: 'OFAuth test', family, isInit })
const reply = (status: number, text: string, headers: Record<string, string> = {}) => ({
  status,
  text,
  headers: new Headers(headers),
})

describe('classify', () => {
  it.each(fixture('errors') as Case[])('$note', (each) => {
    const error = classify(reply(each.status, JSON.stringify(each.body)), call(each.family, each.isInit), NOW)
    expect([error.kind, error.detail]).toEqual([each.kind, each.detail ?? null])
    if (each.retryAfter !== undefined) expect(error.retryAfter).toBe(each.retryAfter)
    expect(error.httpStatus).toBe(each.status)
    expect(error.message).not.toContain((each.body as { error?: string }).error ?? 'nothing')
  })

  it('does not take the word of a page in HTML', () => {
    for (const status of [401, 403, 404, 410, 500]) {
      for (const family of ['link', 'account', 'access'] as const) {
        expect(classify(reply(status, '<!doctype html><p>No</p>'), call(family), NOW).kind).toBe(
          'unavailable',
        )
        const typed = reply(status, 'No', { 'content-type': 'text/html; charset=utf-8' })
        expect(classify(typed, call(family), NOW).kind).toBe('unavailable')
      }
    }
  })

  it('keeps a request id of the documented form and nothing else', () => {
    const of = (requestId: unknown) =>
      classify(reply(500, JSON.stringify({ error: 'x', requestId })), call('access'), NOW).providerRequestId
    expect(of('req_abc123')).toBe('req_abc123')
    for (const odd of ['sk_sandbox_x', 'req_<b>', 'req_sk_x', '', 7, null]) expect(of(odd)).toBeNull()
  })

  it('knows no type by the name of what every object has', () => {
    for (const type of ['constructor', '__proto__', 'toString']) {
      expect(classify(reply(401, `{"error":"x","type":"${type}"}`), call('access'), NOW).kind).toBe(
        'unavailable',
      )
    }
  })

  it('tells a limit of OnlyFans from one of its own', () => {
    const of = (type: string) =>
      classify(reply(429, JSON.stringify({ error: 'x', type })), call('link'), NOW).byOnlyFans
    expect(of('UPSTREAM_RATE_LIMITED')).toBe(true)
    for (const type of ['RATE_LIMIT_EXCEEDED', 'UPSTREAM_<b>', '']) expect(of(type)).toBe(false)
  })

  it('prefers the header to the body, and caps both', () => {
    const of = (headers: Record<string, string>, retryAfter?: unknown) =>
      classify(reply(429, JSON.stringify({ error: 'x', retryAfter }), headers), call('access'), NOW)
        .retryAfter
    expect(of({ 'retry-after': '3' }, 9)).toBe(3)
    expect(of({ 'x-ratelimit-retry-after': '4' })).toBe(4)
    expect(of({ 'retry-after': 'soon' }, 9)).toBe(9)
    expect(of({}, 1e12)).toBe(3600)
    expect(of({}, -4)).toBe(60)
  })

  it('makes an error of the closed set from anything', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.jsonValue().map((value) => JSON.stringify(value)),
        ),
        fc.integer({ min: 400, max: 599 }),
        fc.constantFrom<Family>('link', 'account', 'access'),
        fc.boolean(),
        (text, status, family, isInit) => {
          const error = classify(reply(status, text), call(family, isInit), NOW)
          expect(error).toBeInstanceOf(ProviderError)
          expect(PROVIDER_FAILURES).toContain(error.kind)
        },
      ),
    )
  })
})
