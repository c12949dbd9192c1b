import { randomUUID } from 'node:crypto'
import { and, eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { auditLog } from '@/db/schema/audit-log'
import { providerAccounts } from '@/db/schema/provider-accounts'
import type { Ctx } from '../auth/context'
import type { AppError } from '../errors'
import { connectInput } from '../link-sessions/input'
import { startConnect } from '../link-sessions/start-connect'
import { TestBrowser } from '../testing/browser'
import { connect } from '../testing/flows'
import { accountRow } from '../testing/rows'
import { arrive, invite } from '../testing/visits'
import { type Agency, type Member, makeWorld, type World } from '../testing/world'
import { adapterFor, apiKeyOf } from './adapter-for'
import { checkKey } from './check-key'
import { allowModes, editAccount, enableAccount } from './edit-account'
import { getFirstSteps } from './get-first-steps'
import { newAccountInput } from './input'
import { getAccount, listAccounts } from './list-accounts'
import { pickAccounts } from './pick-accounts'
import { addAccount, replaceKey } from './save-key'

let world: World
let agency: Agency
let other: Agency
beforeAll(async () => {
  world = await makeWorld()
  agency = await world.newAgency()
  other = await world.newAgency()
})
afterAll(() => world.close())

const refused = (work: Promise<unknown>): Promise<AppError> =>
  work.then(
    () => {
      throw new Error('was allowed')
    },
    (error: AppError) => error,
  )
const stale = (who: Member = 'owner'): Ctx => {
  const ctx = agency.ctx(who)
  return ctx.actor.kind === 'user' ? { ...ctx, actor: { ...ctx.actor, steppedUpAt: null } } : ctx
}
const input = (apiKey: string) =>
  newAccountInput.parse({
    provider: 'ofauth',
    label: 'Second',
    apiKey,
    redirect: 'app_sandboxredirect',
    embed: '',
  })

describe('adding a provider account', () => {
  it('tries the key with a call, seals it, and tells the audit log no more than its end', async () => {
    const apiKey = await world.sandbox.newKey()
    const { accountId } = await addAccount(agency.ctx('owner'), input(apiKey))
    const row = await accountRow(world, { ...agency, accountId })
    expect(row).toMatchObject({
      label: 'Second',
      keyHint: apiKey.slice(-4),
      apps: { redirect: 'app_sandboxredirect' },
    })
    expect(row.keyCheckedAt).not.toBeNull()
    expect(row.permissions).toContain('profile:read')
    expect(apiKeyOf(row).reveal()).toBe(apiKey)
    const lines = await world.db.system.select().from(auditLog).where(eq(auditLog.targetId, accountId))
    expect(lines.map((line) => line.action)).toEqual(['provider_account.add'])
    expect(JSON.stringify([lines, row, await getAccount(agency.ctx('owner'), accountId)])).not.toContain(
      apiKey,
    )
    await world.db.admin`delete from provider_accounts where id = ${accountId}`
  })

  it('stores nothing when the provider refuses the key, and says so at the field', async () => {
    const error = await refused(addAccount(agency.ctx('owner'), input('sk_sandbox_nobodysKey')))
    expect(error.code).toBe('invalid_input')
    expect(error.fields.apiKey).toContain('OFAuth refuses this key')
    expect(await listAccounts(agency.ctx('owner'))).toHaveLength(1)
  })

  it('refuses a key of another agency without saying whose it is', async () => {
    const error = await refused(addAccount(agency.ctx('owner'), input(other.apiKey)))
    expect(error.code).toBe('conflict')
    expect(JSON.stringify([error.message, error.fields])).not.toContain(other.name)
  })

  it('wants an owner or admin, and a fresh proof of who sits there', async () => {
    const apiKey = await world.sandbox.newKey()
    expect((await refused(addAccount(agency.ctx('staff'), input(apiKey)))).code).toBe('forbidden')
    expect((await refused(addAccount(stale(), input(apiKey)))).code).toBe('step_up_required')
    const { accountId } = agency
    for (const work of [
      () => replaceKey(stale(), { accountId, apiKey }),
      () =>
        editAccount(stale(), {
          accountId,
          label: 'x',
          redirect: undefined,
          embed: undefined,
          whitelabel: undefined,
        }),
    ])
      expect((await refused(work())).code).toBe('step_up_required')
  })
})

describe('a provider account', () => {
  it('of another agency is not there', async () => {
    const { accountId } = other
    for (const work of [
      () => getAccount(agency.ctx('owner'), accountId),
      () => checkKey(agency.ctx('owner'), { accountId }),
      () => replaceKey(agency.ctx('owner'), { accountId, apiKey: 'sk_sandbox_whatever' }),
      () => enableAccount(agency.ctx('owner'), { accountId, enabled: false }),
      () => allowModes(agency.ctx('owner'), { accountId, modes: ['redirect'] }),
    ])
      expect((await refused(work())).code).toBe('not_found')
  })

  it('tells what to paste at the provider', async () => {
    const view = await getAccount(agency.ctx('admin'), agency.accountId)
    expect(view).toMatchObject({
      callbackUrl: expect.stringMatching(/^http:\/\/localhost:\d+\/api\/link\/callback\/ofauth$/),
      webhookUrl: expect.stringContaining(`/api/webhooks/ofauth/${agency.accountId}`),
      setUpModes: ['redirect'],
      modes: ['redirect'],
    })
  })

  it('offers white-label only where it was turned on', async () => {
    const owner = agency.ctx('owner')
    const { accountId } = agency
    const apps = {
      redirect: 'app_sandboxredirect',
      embed: 'app_sandboxembed',
      whitelabel: 'app_sandboxwhitelabel',
    }
    await editAccount(owner, { accountId, label: 'OFAuth', ...apps })
    const modes = async () => (await adapterFor(owner, accountId)).adapter.capabilities.modes
    expect(await modes()).toEqual(['redirect', 'embed'])
    await allowModes(owner, { accountId, modes: ['redirect', 'whitelabel', 'polling'] })
    expect(await modes()).toEqual(['redirect', 'whitelabel'])
    expect((await refused(allowModes(owner, { accountId, modes: ['polling'] }))).fields.modes).toBeDefined()
    await allowModes(owner, { accountId, modes: ['redirect'] })
    await editAccount(owner, {
      accountId,
      label: 'OFAuth',
      redirect: apps.redirect,
      embed: undefined,
      whitelabel: undefined,
    })
  })

  it('that is off starts nothing new, and stays what it is for what is connected', async () => {
    const owner = agency.ctx('owner')
    const { accountId } = agency
    const chosen = await invite(agency, { providerAccountId: accountId })
    await enableAccount(owner, { accountId, enabled: false })
    expect(await pickAccounts(agency.ctx('staff'))).toEqual([])
    const named = { providerAccountId: accountId, creatorName: 'A creator' }
    const form = connectInput.parse({ ...named, idempotencyKey: randomUUID() })
    const browser = new TestBrowser().cookie
    for (const work of [
      () => connect(world, agency),
      () => startConnect(agency.ctx('staff'), { ...form, browser }),
      () => invite(agency, named),
      () => arrive(world, chosen.token),
    ])
      expect(await refused(work())).toMatchObject({ code: 'provider_unset' })
    expect((await adapterFor(owner, accountId)).account.id).toBe(accountId)
    await enableAccount(owner, { accountId, enabled: true })
    expect(await pickAccounts(agency.ctx('staff'))).toHaveLength(1)
  })

  it('gets a new key only when that one knows our connections', async () => {
    const owner = agency.ctx('owner')
    const { accountId } = agency
    const { connectionId } = await connect(world, agency)
    const before = (await accountRow(world, agency)).apiKeySealed
    const stranger = await refused(replaceKey(owner, { accountId, apiKey: await world.sandbox.newKey() }))
    expect(stranger).toMatchObject({ code: 'conflict' })
    const wrong = await refused(replaceKey(owner, { accountId, apiKey: 'sk_sandbox_nobodysKey' }))
    expect(wrong.fields.apiKey).toBeDefined()
    expect((await accountRow(world, agency)).apiKeySealed).toBe(before)
    await replaceKey(owner, { accountId, apiKey: agency.apiKey })
    expect((await accountRow(world, agency)).apiKeySealed).not.toBe(before)
    expect(await world.db.admin`select status from connections where id = ${connectionId}`).toMatchObject([
      { status: 'active' },
    ])
  })

  it('is tested by one call, which the banner follows', async () => {
    const owner = agency.ctx('owner')
    const { accountId } = agency
    await world.db
      .admin`update provider_accounts set key_refused_at = now(), key_checked_at = null where id = ${accountId}`
    expect((await checkKey(owner, { accountId })).permissions).toContain('profile:read')
    const row = await accountRow(world, agency)
    expect([row.keyRefusedAt, row.keyCheckedAt !== null]).toEqual([null, true])
  })
})

it('the first steps lead from nothing to the first invite', async () => {
  const fresh = await world.newAgency()
  const owner = fresh.ctx('owner')
  const mine = and(eq(providerAccounts.agencyId, fresh.id), eq(providerAccounts.id, fresh.accountId))
  expect(await getFirstSteps(owner)).toMatchObject({
    hasKey: true,
    hasMode: true,
    isChecked: false,
    hasInvite: false,
  })
  await checkKey(owner, { accountId: fresh.accountId })
  expect(await getFirstSteps(owner)).toMatchObject({ isChecked: true, mayEdit: true })
  await world.db.system.update(providerAccounts).set({ apps: {} }).where(mine)
  expect(await getFirstSteps(fresh.ctx('staff'))).toMatchObject({ hasMode: false, mayEdit: false })
  await world.db.system
    .update(providerAccounts)
    .set({ apps: { redirect: 'app_sandboxredirect' } })
    .where(mine)
  await connect(world, fresh)
  expect(await getFirstSteps(owner)).toBeNull()
})
