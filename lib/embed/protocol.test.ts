import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { exitRequest, frameAddress, isFromFrame, readMessage } from './protocol'

const AROUND = { origin: 'https://patchbay.example.com', theme: 'dark' } as const
const window = {} as MessageEventSource
const FRAME = { origin: 'https://link.ofauth.com', window }

describe('the address of a frame', () => {
  it('tells OFAuth’s page who embeds it and how', () => {
    const url = frameAddress('ofauth', 'https://link.ofauth.com/cs_abc?x=1', AROUND)
    expect(url?.href).toBe(
      'https://link.ofauth.com/cs_abc?x=1&embed=true&embed_origin=https%3A%2F%2Fpatchbay.example.com&theme=dark',
    )
    expect(frameAddress('onlyfansapi', 'https://app.onlyfansapi.com/embed-auth/t', AROUND)?.search).toBe('')
  })

  it('is never a script or a file', () => {
    for (const url of ['javascript:alert(1)', 'data:text/html,x', 'file:///etc/passwd', '//x', ''])
      expect(frameAddress('ofauth', url, AROUND), url).toBeNull()
  })
})

describe('who is listened to', () => {
  it('is this frame at its own origin', () => {
    expect(isFromFrame({ origin: FRAME.origin, source: window }, FRAME)).toBe(true)
  })

  it.each([
    ['http://localhost:1234', window],
    ['https://evil.ofauth.com', window],
    ['https://link.ofauth.com.evil.com', window],
    ['https://link.ofauth.com:8443', window],
    ['http://link.ofauth.com', window],
    ['null', window],
    [FRAME.origin, {} as MessageEventSource],
    [FRAME.origin, null],
  ])('is not %s', (origin, source) => {
    expect(isFromFrame({ origin, source }, FRAME)).toBe(false)
  })

  it('is nobody before there is a frame', () => {
    expect(isFromFrame({ origin: FRAME.origin, source: null }, { ...FRAME, window: null })).toBe(false)
  })
})

describe('a message', () => {
  it('of OFAuth is read by its event', () => {
    const of = (event: string, metadata?: unknown) =>
      readMessage('ofauth', { type: 'OFAUTH_LINK', event, metadata })
    expect(of('loaded')).toEqual({ kind: 'loaded' })
    expect(of('success', { successUrl: 'https://evil.example', redirect: true })).toEqual({ kind: 'success' })
    expect(of('invalid_session')).toEqual({ kind: 'invalid_session' })
    expect(of('exit', { type: 'user_exit', step: '2fa', error: null })).toEqual({ kind: 'exit', step: '2fa' })
    expect(of('exit', { step: '<img src=x onerror=alert(1)>' })).toEqual({ kind: 'exit', step: null })
    expect(of('exit')).toEqual({ kind: 'exit', step: null })
    expect(of('exit', { type: 'error', error: { error_type: 'x' } })).toEqual({ kind: 'exit', step: 'error' })
    expect(of('sandbox_info', { scenarios: [{ id: '<b>' }] })).toBeNull()
  })

  it('of OnlyFansAPI too', () => {
    const of = (type: string) => readMessage('onlyfansapi', { type, payload: { accountId: 'acct_1' } })
    expect(of('onlyfansapi.auth.success')).toEqual({ kind: 'success' })
    expect(of('onlyfansapi.auth.continue')).toEqual({ kind: 'success' })
    expect(of('onlyfansapi.auth.failed')).toEqual({ kind: 'failed' })
    expect(of('OFAUTH_LINK')).toBeNull()
  })

  it('whatever it is made of, leaves nothing of itself but words of ours', () => {
    const known =
      /^\{"kind":"(loaded|success|invalid_session|failed)"\}$|^\{"kind":"exit","step":(null|"(pre-login|login|2fa|authorization|success|error)")\}$/
    const part = fc.oneof(fc.jsonValue(), fc.constantFrom('OFAUTH_LINK', 'exit', 'success', 'login'))
    const message = fc.oneof(
      fc.anything(),
      fc.record({ type: part, event: part, metadata: fc.oneof(part, fc.record({ step: part, type: part })) }),
    )
    fc.assert(
      fc.property(message, fc.constantFrom('ofauth' as const, 'onlyfansapi' as const), (data, protocol) => {
        const read = readMessage(protocol, data)
        return read === null || known.test(JSON.stringify(read))
      }),
      { numRuns: 2_000 },
    )
  })
})

it('only OFAuth’s page can be asked whether it may be closed', () => {
  expect(exitRequest('ofauth', true)).toEqual({ type: 'OFAUTH_LINK', event: 'exit_requested', force: true })
  expect(exitRequest('onlyfansapi', false)).toBeNull()
})
