import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fromEnvironment } from '@/db/testing/environment'
import { type SandboxProcess, startSandbox } from '../../testing/sandbox-process'
import type { ProviderAdapter } from '../adapter-types'
import { ProviderError } from '../types'
import { adapterOf, DRIVERS, type Driver, loginOf, request, sessionOf, settled } from './driver'

const refusal = (work: Promise<unknown>) => work.then(String, (error: unknown) => error)

/** Who is linked, and that a read through one of them answers as the same user. */
async function checkConnections(adapter: ProviderAdapter): Promise<number> {
  const { connections, unreadable } = await adapter.listConnections({ offset: 0, limit: 20 })
  expect(unreadable).toBe(0)
  for (const { id, status, identity } of connections) {
    expect(id).not.toBe('')
    expect(status).not.toBe('unknown')
    expect(identity.id).toMatch(/^[1-9]\d*$/)
  }
  const active = connections.find(({ status }) => status === 'active')
  if (!active) return 0
  const profile = await adapter.access.profile(active.id)
  expect(profile.id).toBe(active.identity.id)
  expect(profile.username).not.toBe('')
  return connections.length
}

/**
 * What must hold at the emulator and at the real service alike. Calls that only read: a login at OnlyFans is scarce. At
 * OnlyFansAPI it costs one credit.
 * @returns how many connections it looked at
 */
async function keepsTheContract(driver: Driver, baseUrl: string, key: string): Promise<number> {
  const adapter = adapterOf(driver, baseUrl, key)
  const { accountId, permissions } = await adapter.checkKey()
  expect(accountId !== '' || permissions.length > 0).toBe(true)
  const looked = await checkConnections(adapter)

  const session = sessionOf(driver, { clientSecret: driver.unknownSecret }, 'nobody')
  expect(await adapter.readSession(session)).toEqual({ state: 'gone' })
  const unknown = await refusal(adapter.access.profile(driver.unknownConnection))
  expect(unknown).toBeInstanceOf(ProviderError)
  expect(['reauth_required', 'not_found']).toContain((unknown as ProviderError).kind)
  const refused = adapterOf(driver, baseUrl, `${key}x`)
  expect(await refusal(refused.checkKey())).toMatchObject({ kind: 'unauthorized_key' })
  const list = refused.listConnections({ offset: 0, limit: 1 })
  expect(await refusal(list)).toMatchObject({ kind: 'unauthorized_key' })
  return looked
}

let sandbox: SandboxProcess
beforeAll(async () => {
  sandbox = await startSandbox('http://localhost:3999')
}, 30_000)
afterAll(() => sandbox.stop())

describe.each(DRIVERS)('the contract of $id', (driver) => {
  it('is kept by the emulator', async () => {
    const { control } = sandbox
    const key = (await control.newKey()).replace(/^sk_/, driver.keyPrefix)
    const adapter = adapterOf(driver, control.origin, key)
    const started = await loginOf(adapter).begin(request('reference', 'jane+ok@creator.sandbox.com'))
    await settled(adapter, sessionOf(driver, started, 'reference'))
    expect(await keepsTheContract(driver, control.origin, key)).toBe(1)
  })

  const key = fromEnvironment(driver.realKey)
  const title = `is kept by the real service${key === null ? `: skipped, because ${driver.realKey} is not set` : ''}`
  it(title, { timeout: 60_000 }, async ({ skip }) => {
    if (key === null) return skip(`${driver.realKey} is not set`)
    await keepsTheContract(driver, fromEnvironment(driver.realUrl) ?? driver.realBaseUrl, key)
  })
})

/** What a read through a connection ends in, for each refusal that the emulator can be told to give. */
const REFUSED: Record<string, { kind: string; detail?: string; retryAfter?: number }> = {
  'ofauth rules outdated': { kind: 'unavailable' },
  'ofauth resource not found': { kind: 'not_found' },
  'ofauth upload error': { kind: 'unavailable' },
  'ofauth proxy error': { kind: 'unavailable' },
  'ofauth network error': { kind: 'unavailable' },
  'ofauth unknown error': { kind: 'unavailable' },
  'ofauth proxy limit': { kind: 'rate_limited', retryAfter: 5 },
  'onlyfanskit plan': { kind: 'limit_reached', detail: 'plan' },
  'onlyfanskit fan account': { kind: 'rejected', detail: 'permission_missing' },
  'onlyfanskit upstream limit': { kind: 'rate_limited', retryAfter: 20 },
  'onlyfanskit upstream failed': { kind: 'unavailable' },
  'onlyfanskit down': { kind: 'unavailable', retryAfter: 2 },
}

it.each(Object.entries(REFUSED))('%s is read as the contract has it', async (name, expected) => {
  const driver = DRIVERS.find(({ id }) => name.startsWith(id)) as Driver
  const { control } = sandbox
  const organisation = await control.newKey()
  const adapter = adapterOf(driver, control.origin, organisation.replace(/^sk_/, driver.keyPrefix))
  await control.fault(organisation, {}, { kind: 'refusal', name }, 9)
  expect(await refusal(adapter.access.profile(driver.unknownConnection))).toMatchObject(expected)
})
