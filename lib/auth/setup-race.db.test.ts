import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { setupTokens } from '@/db/schema/setup-tokens'
import { cloneDatabase, type TestDatabase } from '@/db/testing/clone'
import { setEnvironment } from '@/db/testing/environment'
import { hashToken, randomToken } from '../crypto/random'
import { makeFirstAgency } from './setup'

let db: TestDatabase
beforeAll(async () => {
  db = await cloneDatabase()
  setEnvironment({
    PATCHBAY_MODE: 'demo',
    APP_ORIGIN: 'http://localhost:3999',
    DATABASE_URL: db.url('app'),
    SYSTEM_DATABASE_URL: db.url('system'),
    AUTH_SECRET: randomToken(),
    PATCHBAY_KEYS: `k1:${Buffer.alloc(32, 1).toString('base64')}`,
    OFAUTH_BASE_URL: 'http://127.0.0.1:4999',
    OFAUTH_LINK_ORIGIN: 'http://127.0.0.1:4999',
    ONLYFANSAPI_BASE_URL: 'http://127.0.0.1:4999',
    ONLYFANSKIT_BASE_URL: 'http://127.0.0.1:4999',
  })
})
afterAll(() => db.close())

it('makes one agency of two different forms with the same token, both under way at once', async () => {
  const token = randomToken()
  await db.system.insert(setupTokens).values({ tokenHash: hashToken('setup', token) })
  const { settled } = await db.admin.begin(async (sql) => {
    // Nobody gets past the insert of the user until both have gone as far as they can.
    await sql`lock table users in access exclusive mode`
    const forms = ['north', 'south'].map((name) =>
      makeFirstAgency(db.system, {
        token,
        agency: name,
        name,
        email: `${name}@agency.example`,
        password: 'a-long-password',
      }),
    )
    const settled = Promise.allSettled(forms)
    // Asked outside this transaction, which would see one picture of the activity only.
    const waiting = () => db.admin`
      select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`
    await vi.waitFor(async () => expect(await waiting()).toHaveLength(2), { timeout: 20_000 })
    return { settled }
  })
  expect((await settled).map((result) => result.status).sort()).toEqual(['fulfilled', 'rejected'])
  expect(await db.admin`select 1 from agencies`).toHaveLength(1)
  expect(await db.admin`select 1 from users`).toHaveLength(1)
})
