import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { TestBench } from '../testing'

let bench: TestBench
const dir = mkdtempSync(join(tmpdir(), 'sandbox-logins-'))
const lines: string[] = []
beforeAll(async () => {
  bench = await TestBench.start(dir, (line) => lines.push(line))
})
afterAll(async () => {
  await bench.stop()
  rmSync(dir, { recursive: true })
})
beforeEach(async () => {
  await bench.control('POST', '/reset')
})

const apiKey = 'sk_sandbox_first'
type Part = {
  accounts: { id: string; canaries: Record<string, string> }[]
  attempts: { id: string; state: string; challenge: string | null }[]
  switches: Record<string, unknown>
}
const state = async () =>
  (await bench.control('GET', `/logins?apiKey=${apiKey}`)).body as unknown as Record<
    'onlyfansapi' | 'onlyfanskit',
    Part
  >
const seed = (provider: string, extra: Record<string, unknown> = {}) =>
  bench.control('POST', '/logins/seed', {
    apiKey,
    provider,
    accounts: [
      { ofUserId: '4711', username: 'mia', name: 'Mia Rose', email: 'Mia@creator.sandbox.com', ...extra },
    ],
  })

describe('seeding', () => {
  it('makes accounts whose e-mail logs in as that user at every provider', async () => {
    await seed('onlyfansapi', { clientReferenceId: 'ref-9' })
    await seed('onlyfanskit', { authenticated: false, remembers: false })
    expect((await bench.ofapi('GET', '/accounts')).body).toEqual([
      expect.objectContaining({ onlyfans_id: 4711, client_reference_id: 'ref-9', is_authenticated: true }),
    ])
    expect((await bench.kit('GET', '/accounts')).body).toEqual({
      accounts: [
        expect.objectContaining({ onlyfans_id: 4711, status: 'disconnected', remember_credentials: false }),
      ],
    })
    await bench.connect('mia@creator.sandbox.com')
    expect((await bench.list())[0]).toMatchObject({ userData: { id: '4711' } })
    expect((await state()).onlyfansapi.accounts[0]?.canaries).toMatchObject({ csrf: 'canary-csrf-4711' })
  })

  it('forgets what was there when asked', async () => {
    await seed('onlyfansapi')
    await bench.control('POST', '/logins/seed', {
      apiKey,
      provider: 'onlyfansapi',
      replace: true,
      accounts: [],
    })
    expect((await state()).onlyfansapi.accounts).toEqual([])
  })
})

describe('pushing an attempt', () => {
  it.each([
    ['sms', { state: 'challenge', challenge: 'sms' }],
    ['mobile', { state: 'challenge', challenge: 'mobile' }],
    ['succeed', { state: 'succeeded' }],
    ['fail', { state: 'failed' }],
    ['go-on', { state: 'succeeded' }],
  ])('to %s', async (move, expected) => {
    const login = { email: 'jane@creator.sandbox.com', password: 'good-password' }
    const { attempt_id: id } = (await bench.kit('POST', '/connect/login', login)).body
    const { body } = await bench.control('POST', `/logins/attempts/${id}/${move}`)
    expect(body.attempt).toMatchObject(expected)
  })

  it('leaves one that is over as it is', async () => {
    const login = { email: 'jane@creator.sandbox.com', password: 'good-password' }
    const { attempt_id: id } = (await bench.kit('POST', '/connect/login', login)).body
    await bench.control('POST', `/logins/attempts/${id}/fail`)
    await bench.control('POST', `/logins/attempts/${id}/succeed`)
    expect((await state()).onlyfanskit.attempts[0]).toMatchObject({ state: 'failed' })
  })
})

describe('an order', () => {
  it('that is wrong is refused', async () => {
    for (const [path, body] of [
      ['/logins/switches', { apiKey, provider: 'ofauth' }],
      ['/logins/switches', { apiKey, provider: 'onlyfanskit', unknown: 1 }],
      ['/logins/switches', { apiKey: 'sk_live_x', provider: 'onlyfanskit' }],
      ['/logins/seed', { apiKey, provider: 'onlyfanskit' }],
    ] as const) {
      expect((await bench.control('POST', path, body)).status).toBe(400)
    }
    expect((await bench.control('GET', '/logins')).status).toBe(400)
    await seed('onlyfansapi')
    const id = (await state()).onlyfansapi.accounts[0]?.id
    expect((await bench.control('POST', `/logins/accounts/${id}/explode`)).status).toBe(404)
    expect((await bench.control('POST', '/logins/accounts/acct_0/expire')).status).toBe(404)
    expect((await bench.control('POST', '/logins/attempts/auth_0/fail')).status).toBe(404)
    const outside = await bench.api('GET', `/__control/logins?apiKey=${apiKey}`, { key: null })
    expect(outside.status).toBe(401)
  })
})

describe('what is kept', () => {
  it('holds no password and no code, and survives a restart', async () => {
    const login = { email: 'jane+app@creator.sandbox.com', password: 'my-canary-password' }
    await bench.ofapi('POST', '/authenticate', login)
    const { attempt_id: id } = (
      await bench.ofapi('POST', '/authenticate', { ...login, password: 'good-password' })
    ).body
    bench.pass(4_000)
    await bench.ofapi('PUT', `/authenticate/${id}`, { code: '987654' })
    await expect.poll(() => readFileSync(join(dir, 'sandbox.json'), 'utf8')).toContain('"wrongAnswers":1')
    const kept = readdirSync(dir, { withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ name }) => readFileSync(join(dir, name), 'utf8'))
      .concat(lines, JSON.stringify((await bench.control('GET', `/calls?apiKey=${apiKey}`)).body))
      .join('')
    for (const secret of ['my-canary-password', 'good-password', '987654']) expect(kept).not.toContain(secret)
    await bench.stop()
    bench = await TestBench.start(dir)
    expect((await bench.ofapi('GET', `/authenticate/${id}`)).body.state).toBe('needs-app-otp')
  })
  it('reads a state of before these two providers', async () => {
    await bench.connect('mia@creator.sandbox.com')
    await bench.stop()
    const file = join(dir, 'sandbox.json')
    const kept = JSON.parse(readFileSync(file, 'utf8')) as {
      organisations: Record<string, { books?: unknown }>
    }
    for (const organisation of Object.values(kept.organisations)) delete organisation.books
    writeFileSync(file, JSON.stringify(kept))
    bench = await TestBench.start(dir)
    expect(await bench.list()).toHaveLength(1)
    expect((await state()).onlyfanskit).toMatchObject({ accounts: [], switches: { pendingReads: 2 } })
  })
})
