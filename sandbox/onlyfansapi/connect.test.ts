import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { TestBench } from '../testing'

let bench: TestBench
beforeAll(async () => {
  bench = await TestBench.start()
})
afterAll(() => bench.stop())
beforeEach(async () => {
  await bench.control('POST', '/reset')
})

const api = (method: string, path: string, body?: unknown) =>
  bench.api(method, `/api${path}`, {
    key: null,
    body,
    headers: { authorization: 'Bearer ofapi_sandbox_first' },
  })

describe('a login', () => {
  it('goes from start over polls and code to the account', async () => {
    const started = await api('POST', '/authenticate', {
      email: 'jane+sms@creator.sandbox.com',
      password: 'good-password',
    })
    const at = new URL(String(started.body.polling_url)).pathname.replace('/api', '')
    expect((await api('GET', at)).body.state).toBe('authenticating')
    expect((await api('GET', at)).body.state).toBe('authenticating')
    expect((await api('GET', at)).body).toMatchObject({
      state: 'needs-otp',
      lastAttempt: { needs_otp: true, otp_phone_ending: '42' },
    })
    expect((await api('PUT', at, { code: '123456' })).body).toEqual({ message: 'OTP submitted successfully' })
    expect((await api('GET', at)).body.state).toBe('authenticating')
    const done = await api('GET', at)
    expect(done.body).toMatchObject({
      state: 'authenticated',
      account: { onlyfans_data: { username: 'jane.sms' } },
    })
    const list = await api('GET', '/accounts')
    expect(list.body).toEqual([
      expect.objectContaining({ is_authenticated: true, onlyfans_username: 'jane.sms' }),
    ])
  })
})
