import { execFile } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { linkSessions } from '@/db/schema/link-sessions'
import { providerAccounts } from '@/db/schema/provider-accounts'
import { userTotp } from '@/db/schema/user-totp'
import { inAgency } from '../auth/context'
import { openTotp } from '../auth/totp-secret'
import { SealError } from '../crypto/seal'
import type { AppError } from '../errors'
import { resumeLinkSession } from '../link-sessions/resume'
import { linkKey } from '../links/link-key'
import { begin, comeBack, newLogin } from '../testing/flows'
import { accountRow, sessionRow } from '../testing/rows'
import { setUpFactor } from '../testing/second-factor'
import { deliver, setUpWebhooks } from '../testing/webhooks'
import { type Agency, APP_ORIGIN, KEY_RING, makeWorld, type World } from '../testing/world'
import { adapterFor } from './adapter-for'
import { addProviderAccount } from './add-provider-account'

const run = promisify(execFile)
const ROOT = fileURLToPath(new URL('../../', import.meta.url))
let world: World
let home: Agency
let foreign: Agency
beforeAll(async () => {
  world = await makeWorld()
  home = await world.newAgency()
  foreign = await world.newAgency()
})
afterAll(() => world.close())

const add = (agencyId: string, apiKey: string, redirect = 'app_sandboxredirect') =>
  addProviderAccount(world.db.system, {
    agencyId,
    provider: 'ofauth',
    label: 'OFAuth',
    apiKey,
    apps: { redirect },
  })

describe('an API key', () => {
  it('in a second agency is refused; its own agency may store it again', async () => {
    const refused = await add(foreign.id, home.apiKey).catch((error: AppError) => error)
    expect(refused).toMatchObject({ code: 'conflict' })
    expect(String(refused)).not.toContain(home.slug)
    expect(await add(home.id, home.apiKey, 'app_other')).toBe(home.accountId)
    expect((await accountRow(world, home)).apps).toEqual({ redirect: 'app_other' })
    await add(home.id, home.apiKey)
    const [row] = await world.db.admin`select count(*)::int as n from provider_accounts`
    expect(row?.n).toBe(2)
  })

  it('added to two agencies at once belongs to one', async () => {
    const key = `sk_sandbox_${randomUUID().replaceAll('-', '')}`
    const answers = await Promise.allSettled([add(home.id, key), add(foreign.id, key)])
    expect(answers.filter((one) => one.status === 'fulfilled')).toHaveLength(1)
    const rows = await world.db
      .admin`delete from provider_accounts where id not in (${home.accountId}, ${foreign.accountId}) returning 1`
    expect(rows).toHaveLength(1)
  })

  it('opens in its own row alone', async () => {
    const [mine, theirs] = [await accountRow(world, home), await accountRow(world, foreign)]
    const put = (apiKeySealed: string) =>
      world.db.system
        .update(providerAccounts)
        .set({ apiKeySealed })
        .where(eq(providerAccounts.id, home.accountId))
    const begun = await begin(home)
    const { providerSessionSealed } = await sessionRow(world, begun.linkSessionId)
    const [version, key, wrapped, body] = mine.apiKeySealed.split('.')
    const spoiled = [
      theirs.apiKeySealed,
      providerSessionSealed ?? '',
      home.apiKey,
      '',
      [version, 'k9', wrapped, body].join('.'),
      [version, 'k2', wrapped, body].join('.'),
      ['v0', key, wrapped, body].join('.'),
      mine.apiKeySealed.slice(0, -2),
      `${mine.apiKeySealed}.x`,
    ]
    for (const value of spoiled) {
      await put(value)
      await expect(adapterFor(home.ctx()), value.slice(0, 12)).rejects.toThrow(SealError)
    }
    await put(mine.apiKeySealed)
    expect((await (await adapterFor(home.ctx())).adapter.checkKey()).accountId).toMatch(/^org_/)
  })
})

describe('a provider session', () => {
  it('moved to another session does not open there', async () => {
    const [one, two] = [await begin(home), await begin(home)]
    const first = await sessionRow(world, one.linkSessionId)
    await world.db.system
      .update(linkSessions)
      .set({ providerSessionSealed: first.providerSessionSealed })
      .where(eq(linkSessions.id, two.linkSessionId))
    const resume = resumeLinkSession(home.ctx(), {
      linkSessionId: two.linkSessionId,
      browser: two.browser.cookie,
    })
    await expect(resume).rejects.toThrow(SealError)
    await world.db.system
      .update(linkSessions)
      .set({ providerSessionSealed: null })
      .where(eq(linkSessions.id, two.linkSessionId))
  })
})

describe('rotation', () => {
  const rotate = (keys: string) =>
    run(process.execPath, ['--conditions=react-server', '--import', 'tsx', 'scripts/keys.ts', 'rotate'], {
      cwd: ROOT,
      env: {
        NODE_ENV: 'test',
        PATCHBAY_MODE: 'demo',
        APP_ORIGIN,
        DATABASE_URL: world.db.url('app'),
        SYSTEM_DATABASE_URL: world.db.url('system'),
        AUTH_SECRET: 'x'.repeat(32),
        PATCHBAY_KEYS: keys,
        OFAUTH_BASE_URL: world.sandbox.origin,
        OFAUTH_LINK_ORIGIN: world.sandbox.origin,
        ONLYFANSAPI_BASE_URL: world.sandbox.origin,
        ONLYFANSKIT_BASE_URL: world.sandbox.origin,
      },
    })

  it('seals everything anew while it is being read, and an open login still finishes', async () => {
    const open = await begin(home)
    const { secret } = await setUpFactor(world, home.users.owner.id)
    const webhooks = await setUpWebhooks(home)
    world.clock.reset()
    const keyOf = async () => (await inAgency(home.ctx(), (tx) => linkKey(tx, home.id))).reveal()
    const linkKeyBefore = await keyOf()
    await Promise.all(Array.from({ length: 20 }, () => begin(foreign)))
    let reads = 0
    let rotating = true
    const reader = (async () => {
      while (rotating) {
        await Promise.all([adapterFor(home.ctx()), adapterFor(foreign.ctx())])
        const browser = open.browser.cookie
        await resumeLinkSession(home.ctx(), { linkSessionId: open.linkSessionId, browser })
        reads += 1
      }
    })()
    const { stdout } = await rotate(`k2:${KEY_RING.k2},k1:${KEY_RING.k1}`).finally(() => {
      rotating = false
    })
    await reader
    expect(reads).toBeGreaterThan(0)
    expect(stdout).toMatch(
      /Sealed anew with key k2: 2 API keys, \d+ Link sessions, \d+ link keys, 1 second factors/,
    )
    const rows = await world.db.admin`
      select api_key_sealed as sealed from provider_accounts
      union all select provider_session_sealed from link_sessions where provider_session_sealed is not null
      union all select link_key_sealed from agency_secrets union all select secret_sealed from user_totp
      union all select secret_sealed from webhook_secrets`
    expect(rows.filter((row) => !row.sealed.startsWith('v1.k2.'))).toEqual([])
    const [factor] = await world.db.system.select().from(userTotp)
    expect(openTotp(home.users.owner.id, factor?.secretSealed ?? '').reveal()).toBe(secret)
    expect(await keyOf()).toBe(linkKeyBefore)
    expect(await deliver(world, home, webhooks.secret, { type: 'rules.updated' })).toBe(200)
    await comeBack(world, await open.browser.login(open.url, newLogin()), open.browser)
    expect((await sessionRow(world, open.linkSessionId)).state).toBe('completed')
    expect((await rotate(`k2:${KEY_RING.k2}`)).stdout).toContain(
      '0 API keys, 0 Link sessions, 0 link keys, 0 second factors',
    )
  }, 60_000)

  it('tells of a value that does not open, leaves it, and goes on with the others', async () => {
    const [moved, good] = [await begin(home), await begin(home)]
    const { providerSessionSealed } = await sessionRow(world, good.linkSessionId)
    await world.db.admin`update link_sessions set provider_session_sealed = ${providerSessionSealed}
      where id = ${moved.linkSessionId}`
    const failed = await rotate(`k2:${KEY_RING.k2},k1:${KEY_RING.k1}`).catch(
      (error: { stderr: string }) => error,
    )
    expect(failed).toMatchObject({ code: 1 })
    expect(failed.stderr).toContain(moved.linkSessionId)
    expect((await sessionRow(world, good.linkSessionId)).providerSessionSealed).toMatch(/^v1\.k2\./)
    expect((await sessionRow(world, moved.linkSessionId)).providerSessionSealed).toBe(providerSessionSealed)
  }, 60_000)
})
