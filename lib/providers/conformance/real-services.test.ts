import { describe, expect, it } from 'vitest'
import { fromEnvironment } from '@/db/testing/environment'
import { ProviderError } from '../types'
import { adapterOf, DRIVERS, sessionOf } from './driver'

/** The same contract against the real services, with calls that only read. Each needs a key in the environment. */
describe.each(DRIVERS)('$id, the real service', (driver) => {
  const key = fromEnvironment(driver.realKey)
  const title =
    key === null ? `is not asked, and skipped: ${driver.realKey} is not set` : 'keeps the contract'

  it(title, { timeout: 60_000 }, async ({ skip }) => {
    if (key === null) return skip(`${driver.realKey} is not set`)
    const adapter = adapterOf(driver, driver.realBaseUrl, key)
    expect((await adapter.checkKey()).accountId).not.toBe('')
    const { connections, unreadable } = await adapter.listConnections({ offset: 0, limit: 20 })
    expect(unreadable).toBe(0)
    for (const { id, identity } of connections) {
      expect(id).not.toBe('')
      expect(identity.id).toMatch(/^[1-9]\d*$/)
    }
    const session = sessionOf(driver, { clientSecret: driver.unknownSecret }, 'nobody')
    expect(await adapter.readSession(session)).toEqual({ state: 'gone' })
    const refused = await adapterOf(driver, driver.realBaseUrl, `${key}x`)
      .checkKey()
      .catch((error: unknown) => error)
    expect(refused).toBeInstanceOf(ProviderError)
    expect(refused).toMatchObject({ kind: 'unauthorized_key' })
  })
})
