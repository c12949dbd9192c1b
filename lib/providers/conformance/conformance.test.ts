import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type SandboxProcess, startSandbox } from '../../testing/sandbox-process'
import type { ProviderAdapter } from '../adapter-types'
import { isLoginMode, LINK_MODES, PROVIDER_FAILURES, type ProofRequest, ProviderError } from '../types'
import {
  adapterOf,
  CODE,
  DRIVERS,
  type Driver,
  loginOf,
  PASSWORD,
  request,
  sessionOf,
  settled,
} from './driver'

/** The three adapters must be alike to whoever uses them, against the emulator of their own provider. */
let sandbox: SandboxProcess
beforeAll(async () => {
  sandbox = await startSandbox('http://localhost:3999')
}, 30_000)
afterAll(() => sandbox.stop())

type Bench = { adapter: ProviderAdapter; organisation: string; apiKey: string; referenceId: string }

async function bench(driver: Driver): Promise<Bench> {
  const organisation = await sandbox.control.newKey()
  const apiKey = organisation.replace(/^sk_/, driver.keyPrefix)
  const adapter = adapterOf(driver, sandbox.control.origin, apiKey)
  return { adapter, organisation, apiKey, referenceId: randomBytes(16).toString('hex') }
}

const failure = async (work: Promise<unknown>) => {
  const error = await work.then(
    () => null,
    (thrown: unknown) => thrown,
  )
  if (error instanceof ProviderError) return error
  throw new Error(`not refused, or not with a ProviderError: ${error}`)
}

const proofOf = (session: ReturnType<typeof sessionOf>, over: Partial<ProofRequest> = {}): ProofRequest => ({
  ...session,
  purpose: 'connect',
  startedAt: new Date(),
  expected: null,
  deadline: new Date(Date.now() + 10_000),
  ...over,
})

/** Logs somebody in whom nothing is asked, and proves it. */
async function connect(
  driver: Driver,
  { adapter, referenceId }: Bench,
  email = 'jane+ok@creator.sandbox.com',
) {
  const started = await loginOf(adapter).begin(request(referenceId, email))
  const session = sessionOf(driver, started, referenceId)
  const reading = await settled(adapter, session)
  const proof = await adapter.prove(proofOf(session))
  if (reading.state !== 'completed' || proof.result !== 'proven')
    throw new Error(`not connected: ${reading.state}, ${proof.result}`)
  return { started, session, reading, proof }
}

const expire = (driver: Driver, id: string) =>
  driver.id === 'ofauth' ? sandbox.control.act(id, 'expire') : sandbox.control.logins.act(id, 'expire')

const sent = async ({ organisation }: Bench, { method, path }: Driver['code']) =>
  (await sandbox.control.calls(organisation, method)).filter((call) =>
    path.test(call.path.split('?')[0] ?? ''),
  )

describe.each(DRIVERS)('$id', (driver) => {
  it('says truly what it can', async () => {
    const { adapter } = await bench(driver)
    const { modes, reconnectModes, embedProtocol } = adapter.capabilities
    expect(adapter.id).toBe(driver.id)
    expect(modes.filter((mode) => !LINK_MODES.includes(mode))).toEqual([])
    expect(modes).toContain(driver.mode)
    expect(reconnectModes.filter((mode) => !modes.includes(mode))).toEqual([])
    expect(modes.filter(isLoginMode)).toEqual([adapter.login?.mode])
    expect(embedProtocol !== null).toBe(modes.includes('embed'))
  })

  it('knows a good key from a refused one', async () => {
    const it = await bench(driver)
    const key = await it.adapter.checkKey()
    expect(key.accountId).not.toBe('')
    await sandbox.control.allow(it.organisation, false)
    await sandbox.control.allow(it.apiKey, false)
    expect((await failure(it.adapter.checkKey())).kind).toBe('unauthorized_key')
    const list = it.adapter.listConnections({ offset: 0, limit: 10 })
    expect((await failure(list)).kind).toBe('unauthorized_key')
  })

  it('connects, and status, proof, list and profile name the same account', async () => {
    const it = await bench(driver)
    await sandbox.control.switch(it.organisation, { rawSession: true })
    const { started, session, reading, proof } = await connect(driver, it)
    const { connections, unreadable } = await it.adapter.listConnections({ offset: 0, limit: 100 })
    expect([connections.length, unreadable]).toEqual([1, 0])
    const listed = connections[0]
    expect(listed).toMatchObject({ status: 'active', id: proof.connectionId })
    expect([null, proof.connectionId]).toContain(reading.connectionId)
    const profile = await it.adapter.access.profile(proof.connectionId)
    expect(new Set([listed?.identity.id, proof.identity.id, profile.id, reading.identity.id]).size).toBe(1)
    expect(profile.id).toMatch(/^[1-9]\d*$/)
    expect(profile.username).not.toBe('')
    const counts = await it.adapter.access.counts(proof.connectionId).catch((error: unknown) => error)
    const given = JSON.stringify([started.reading, reading, proof, connections, profile, counts])
    expect(given).not.toMatch(/canary|csrf|wsAuthToken|x-bc|cookie|good-password|jane\+ok@/i)
    expect(await it.adapter.readSession(session)).toMatchObject({ state: 'completed' })
  })

  it.each([
    ['sms', 'jane+sms@creator.sandbox.com'],
    ['app', 'jane+app@creator.sandbox.com'],
  ])('asks for a code by %s, keeps the step on a wrong one, and takes a right one', async (kind, email) => {
    const it = await bench(driver)
    const login = loginOf(it.adapter)
    const session = sessionOf(driver, await login.begin(request(it.referenceId, email)), it.referenceId)
    const asked = await settled(it.adapter, session)
    expect(asked).toMatchObject({ state: 'challenge', challenge: { rejected: false } })
    if (asked.state !== 'challenge') return
    expect(asked.challenge.kinds[0]).toBe(kind)
    expect(asked.challenge.actions).toContain('enter_code')
    expect(await it.adapter.prove(proofOf(session))).toMatchObject({ result: 'pending' })

    const wrong = (await login.submitCode(session, '000000')) ?? (await settled(it.adapter, session))
    expect(wrong).toMatchObject({ state: 'challenge', challenge: { rejected: true } })
    await login.submitCode(session, CODE)
    expect(await settled(it.adapter, session, ({ state }) => state === 'completed')).toMatchObject({
      state: 'completed',
    })
    expect(await it.adapter.prove(proofOf(session))).toMatchObject({ result: 'proven' })
    expect(await sent(it, driver.credentials)).toHaveLength(1)
    expect(await sent(it, driver.code)).toHaveLength(2)
  })

  it('tells wrong credentials from every other failure', async () => {
    const it = await bench(driver)
    const login = loginOf(it.adapter)
    const credentials = { email: 'jane+ok@creator.sandbox.com', password: 'not-the-password' }
    const started = await login
      .begin(request(it.referenceId, credentials.email, { credentials }))
      .catch((error: unknown) => error)
    if (started instanceof ProviderError) {
      expect(started.detail).toBe('invalid_credentials')
    } else {
      const session = sessionOf(driver, started as Awaited<ReturnType<typeof login.begin>>, it.referenceId)
      const refused = await settled(it.adapter, session, (reading) =>
        reading.state === 'authenticating' ? reading.lastError !== null : reading.state !== 'open',
      )
      expect([
        JSON.stringify({ state: 'failed', code: 'invalid_credentials' }),
        JSON.stringify({ state: 'authenticating', lastError: 'invalid_credentials', progress: null }),
      ]).toContain(JSON.stringify(refused))
      expect(await it.adapter.prove(proofOf(session))).toMatchObject({ result: 'pending' })
    }
    expect(await sent(it, driver.credentials)).toHaveLength(1)
    expect((await it.adapter.listConnections({ offset: 0, limit: 100 })).connections).toEqual([])
  })

  it('notices a login that has ended, and repairs it in place', async () => {
    const it = await bench(driver)
    const { proof } = await connect(driver, it)
    const { connectionId, identity } = proof
    await expire(driver, connectionId)
    expect((await failure(it.adapter.access.profile(connectionId))).kind).toBe('reauth_required')
    const { connections } = await it.adapter.listConnections({ offset: 0, limit: 100 })
    expect(connections[0]).toMatchObject({
      id: connectionId,
      status: 'expired',
      identity: { id: identity.id },
    })

    const login = loginOf(it.adapter)
    const startedAt = new Date()
    const started = login.reauthenticates
      ? await login.reauthenticate(connectionId)
      : await login.begin(request(it.referenceId, 'jane+ok@creator.sandbox.com', { connectionId }))
    const session = sessionOf(driver, started, it.referenceId)
    expect(await settled(it.adapter, session)).toMatchObject({ state: 'completed' })
    const expected = { connectionId, referenceId: proof.referenceId }
    const repaired = await it.adapter.prove(proofOf(session, { purpose: 'reconnect', startedAt, expected }))
    expect(repaired).toMatchObject({ result: 'proven', connectionId, identity: { id: identity.id } })
    expect((await it.adapter.access.profile(connectionId)).id).toBe(identity.id)
  })

  it('knows nothing of a session and a connection that nobody began', async () => {
    const { adapter, referenceId } = await bench(driver)
    const session = sessionOf(driver, { clientSecret: driver.unknownSecret }, referenceId)
    expect(await adapter.readSession(session)).toEqual({ state: 'gone' })
    expect(await adapter.prove(proofOf(session))).toEqual({ result: 'pending', reading: { state: 'gone' } })
    await adapter.endSession(session)
    await adapter.deleteConnection(driver.unknownConnection)
    const { kind } = await failure(adapter.access.profile(driver.unknownConnection))
    expect(['reauth_required', 'not_found']).toContain(kind)
  })

  it('deletes for good, and twice is as good as once', async () => {
    const it = await bench(driver)
    const { proof } = await connect(driver, it)
    await it.adapter.deleteConnection(proof.connectionId)
    await it.adapter.deleteConnection(proof.connectionId)
    expect((await it.adapter.listConnections({ offset: 0, limit: 100 })).connections).toEqual([])
    const { kind } = await failure(it.adapter.access.profile(proof.connectionId))
    expect(['reauth_required', 'not_found']).toContain(kind)
  })

  it('fails in typed words, and hands credentials over once, whatever breaks', async () => {
    const it = await bench(driver)
    const { control } = sandbox
    const faults = [
      { kind: 'status', status: 500 },
      { kind: 'status', status: 429, headers: { 'retry-after': '30' } },
      { kind: 'html', status: 502 },
      { kind: 'html' },
      { kind: 'json', status: 200, body: { surprise: true } },
      { kind: 'reset' },
      { kind: 'truncated' },
      { kind: 'drop_after' },
    ] as const
    for (const fault of faults) {
      await control.fault(it.organisation, { path: driver.listPath }, fault, 3)
      const error = await failure(it.adapter.listConnections({ offset: 0, limit: 10 }))
      expect(PROVIDER_FAILURES).toContain(error.kind)
      expect(['rate_limited', 'unavailable', 'invalid_response']).toContain(error.kind)
      await control.clearFaults(it.organisation)
    }
    const begin = () => loginOf(it.adapter).begin(request(it.referenceId, 'jane+ok@creator.sandbox.com'))
    await control.clearCalls(it.organisation)
    await control.fault(it.organisation, { method: driver.credentials.method }, { kind: 'drop_after' }, 9)
    const error = await failure(begin())
    expect(error.kind).toBe('unavailable')
    expect(`${error.stack} ${JSON.stringify(error)}`).not.toContain(PASSWORD)
    const posts = await control.calls(it.organisation, driver.credentials.method)
    expect(posts).toHaveLength(1)
  })
})
