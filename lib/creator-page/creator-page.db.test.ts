import { randomUUID } from 'node:crypto'
import { eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { creatorContacts } from '@/db/schema/creator-contacts'
import type { Ctx } from '../auth/context'
import { deriveCode } from '../crypto/derive'
import { linkKey } from '../links/link-key'
import { TestBrowser } from '../testing/browser'
import { beginAgain, type Connected, comeBack, newLogin } from '../testing/flows'
import { connectionRow, sessionRow } from '../testing/rows'
import { connectByInvite } from '../testing/visits'
import { type Agency, makeWorld, type World } from '../testing/world'
import { confirmEmail } from './confirm-email'
import { getCreatorPage } from './get-page'
import { linkAccount, makeAccount } from './make-account'
import { openPage, requestPageCode } from './open-page'
import { requestEmailCode } from './request-email-code'
import { revokeAccess } from './revoke-access'

let world: World
let home: Agency
beforeAll(async () => {
  world = await makeWorld()
  home = await world.newAgency()
})
afterAll(() => world.close())

type Her = Connected & { ctx: Ctx; creatorId: string; email: string; agency: Agency }
let count = 0

/** A creator who has connected with her link in her own browser, and acts from an address of her own. */
async function her(agency = home): Promise<Her> {
  const connected = await connectByInvite(world, agency)
  const { creatorId } = await connectionRow(world, connected.connectionId)
  count += 1
  return {
    ...connected,
    creatorId,
    agency,
    email: `her${count}@example.com`,
    ctx: {
      ...agency.ctx('system'),
      db: world.db.app,
      actor: { kind: 'creator', creatorId },
      address: `198.51.100.${count}`,
    },
  }
}

/** The code that the newest mail of a creator carries. */
async function codeOf(who: Her): Promise<string> {
  const [row] = await world.db.admin`select id from creator_codes where creator_id = ${who.creatorId}
    order by created_at desc limit 1`
  return world.db.system.transaction(async (tx) =>
    deriveCode(await linkKey(tx, who.agency.id), String(row?.id)),
  )
}

const ask = (who: Her, over: { email?: string; browser?: string | null; linkSessionId?: string } = {}) =>
  requestEmailCode(who.ctx, {
    linkSessionId: over.linkSessionId ?? who.linkSessionId,
    email: over.email ?? who.email,
    language: 'en',
    browser: over.browser === undefined ? who.browser.cookie : over.browser,
  })

const confirm = (who: Her, code: string, browser: string | null = who.browser.cookie) =>
  confirmEmail(who.ctx, { code, language: 'es', timeZone: 'Pacific/Chatham', browser })

async function confirmed(agency = home): Promise<Her> {
  const who = await her(agency)
  await ask(who)
  expect(await confirm(who, await codeOf(who))).toMatchObject({ result: 'right' })
  return who
}

async function contactOf(who: Her) {
  const rows = world.db.system.select().from(creatorContacts)
  return (await rows.where(eq(creatorContacts.creatorId, who.creatorId)))[0]
}

describe('her address', () => {
  it('is hers after the code that came by mail, with language and time zone', async () => {
    const who = await confirmed()
    expect(await contactOf(who)).toMatchObject({
      email: who.email,
      language: 'es',
      timeZone: 'Pacific/Chatham',
      ofUserId: (await connectionRow(world, who.connectionId)).ofUserId,
    })
    const receipts = await world.db.admin`select language, refs from mails
      where kind = 'receipt' and to_address = ${who.email}`
    expect(receipts).toMatchObject([{ language: 'es', refs: { linkSessionId: who.linkSessionId } }])
  })

  it('cannot be entered from another browser, with a foreign attempt, or without a cookie', async () => {
    const [who, other] = [await her(), await her()]
    await expect(ask(who, { browser: new TestBrowser().cookie })).rejects.toMatchObject({ code: 'not_found' })
    await expect(ask(who, { browser: null })).rejects.toMatchObject({ code: 'not_found' })
    await expect(
      ask(who, { linkSessionId: other.linkSessionId, browser: other.browser.cookie }),
    ).rejects.toMatchObject({ code: 'not_found' })
    expect(await contactOf(who)).toBeUndefined()
  })

  it('takes a code once, in the browser that asked, and five tries at most', async () => {
    const who = await her()
    await ask(who)
    const code = await codeOf(who)
    expect(await confirm(who, code, new TestBrowser().cookie)).toEqual({ result: 'over' })
    const wrong = code === '000000' ? '000001' : '000000'
    for (const triesLeft of [4, 3, 2, 1])
      expect(await confirm(who, wrong)).toEqual({ result: 'wrong', triesLeft })
    expect(await confirm(who, wrong)).toEqual({ result: 'over' })
    expect(await confirm(who, code)).toEqual({ result: 'over' })
    await ask(who)
    const next = await codeOf(who)
    expect(await confirm(who, ` ${next.slice(0, 3)}-${next.slice(3)} `)).toMatchObject({ result: 'right' })
    expect(await confirm(who, next)).toEqual({ result: 'over' })
  })

  it('takes no code that is a quarter of an hour old, and none that a newer one replaced', async () => {
    const who = await her()
    await ask(who)
    const first = await codeOf(who)
    await ask(who)
    const second = await codeOf(who)
    if (first !== second) expect((await confirm(who, first)).result).not.toBe('right')
    world.clock.advance(15 * 60_000)
    expect(await confirm(who, second)).toEqual({ result: 'over' })
    world.clock.reset()
  })

  it('refuses more than six codes in an hour, for one creator and for one mailbox', async () => {
    const who = await her()
    for (let n = 0; n < 6; n += 1) await ask(who, { email: `box${n}@example.com` })
    await expect(ask(who, { email: 'box7@example.com' })).rejects.toMatchObject({ code: 'rate_limited' })
    const others = await Promise.all(Array.from({ length: 7 }, () => her()))
    for (const other of others.slice(0, 6)) await ask(other, { email: 'one.box@example.com' })
    for (const other of others.slice(6))
      await expect(ask(other, { email: 'one.box@example.com' })).rejects.toMatchObject({
        code: 'rate_limited',
      })
  })

  it('refuses what is no address and a proof that is old', async () => {
    const who = await her()
    expect(await ask(who, { email: 'jane@' })).toEqual({ result: 'not_an_address' })
    world.clock.advance(61 * 60_000)
    expect(await ask(who)).toEqual({ result: 'stale' })
    world.clock.reset()
  })

  it('changes only with a fresh proof of the same OnlyFans user', async () => {
    const who = await confirmed()
    world.clock.advance(2 * 3_600_000)
    expect(await ask(who, { email: 'new@example.com' })).toEqual({ result: 'stale' })
    const team = await beginAgain(home, who.connectionId)
    await comeBack(world, await team.browser.login(team.url, who.login), team.browser)
    // The same proof in a browser of the team gives the team no hold of her address.
    await expect(ask({ ...who, ...team })).rejects.toMatchObject({ code: 'not_found' })
    const again = { purpose: 'reconnect', connectionId: who.connectionId }
    const fresh = { ...who, ...(await connectByInvite(world, home, again, who.login)) }
    expect(await ask(fresh, { email: 'new@example.com' })).toEqual({ result: 'sent' })
    expect(await confirm(fresh, await codeOf(fresh))).toMatchObject({ result: 'right' })
    expect((await contactOf(who))?.email).toBe('new@example.com')
    const pages = await world.db.admin`select revoked_at is null as open from creator_sessions
      where creator_id = ${who.creatorId} order by created_at`
    expect(pages).toEqual([{ open: false }, { open: true }])
    world.clock.reset()
    const second = await connectByInvite(world, home, { creatorId: who.creatorId })
    expect(await ask({ ...who, ...second })).toEqual({ result: 'other_account' })
  })

  it('is not set by whoever else got hold of a link, to see and end what she had connected before', async () => {
    const who = await her()
    const mine = { creatorId: who.creatorId }
    const second = await connectByInvite(world, home, mine, newLogin(), who.browser)
    expect(await ask({ ...who, ...second })).toEqual({ result: 'sent' })
    const stranger = await connectByInvite(world, home, mine)
    expect(await ask({ ...who, ...stranger })).toEqual({ result: 'other_account' })
  })

  it('can be written by nobody with the rights of the web, and codes are nowhere in the database', async () => {
    const who = await confirmed()
    for (const statement of [
      sql`update creator_contacts set email = 'evil@example.com'`,
      sql`insert into creator_contacts select * from creator_contacts`,
      sql`select * from creator_codes`,
      sql`select * from creator_sessions`,
    ])
      await expect(world.db.app.execute(statement)).rejects.toMatchObject({ cause: { code: '42501' } })
    await ask(who)
    const code = await codeOf(who)
    const rows = await world.db.admin`select c::text as text from creator_codes c union all
      select m::text from mails m union all select a::text from audit_log a union all
      select data::text from pgboss.job`
    expect(rows.filter((row) => new RegExp(`\\b${code}\\b`).test(row.text))).toEqual([])
  })
})

describe('her page', () => {
  it('opens with a code to her own address, and to nobody else’s', async () => {
    const who = await confirmed()
    const browser = new TestBrowser().cookie
    expect(await requestPageCode(who.ctx, { browser })).toEqual({
      result: 'sent',
      to: expect.stringMatching(/^h•••@/),
    })
    const sent = await world.db
      .admin`select m.to_address from mails m join creator_codes c on c.id::text = m.refs->>'codeId'
      where c.creator_id = ${who.creatorId} and c.purpose = 'open_page'`
    expect(sent).toEqual([{ to_address: who.email }])
    expect(await openPage(who.ctx, { code: await codeOf(who), browser: null })).toEqual({ result: 'over' })
    expect(await openPage(who.ctx, { code: await codeOf(who), browser })).toMatchObject({ result: 'right' })
    const stranger = await her()
    expect(await requestPageCode(stranger.ctx, { browser })).toEqual({ result: 'none' })
    await expect(getCreatorPage(stranger.ctx)).rejects.toMatchObject({ code: 'unauthenticated' })
  })

  it('shows her accounts, the people and the history, and nothing of anybody else', async () => {
    const [who, other] = [await confirmed(), await confirmed()]
    const page = await getCreatorPage(who.ctx)
    expect(page.connections.map((entry) => entry.id)).toEqual([who.connectionId])
    expect(page.people.map((person) => person.role)).toEqual(['owner', 'admin', 'staff', 'staff'])
    expect(page.history.map((line) => line.kind)).toContain('connection.created')
    expect(JSON.stringify(page)).not.toContain(other.connectionId)
    await world.db.admin`update memberships set assigned_only = true where user_id = ${home.users.staff.id}`
    expect((await getCreatorPage(who.ctx)).people).toHaveLength(3)
    await world.db.admin`insert into assignments (agency_id, user_id, creator_id, created_at)
      values (${home.id}, ${home.users.staff.id}, ${who.creatorId}, now())`
    expect((await getCreatorPage(who.ctx)).people).toHaveLength(4)
    expect((await getCreatorPage(other.ctx)).people).toHaveLength(3)
    await world.db.admin`update memberships set assigned_only = false where user_id = ${home.users.staff.id}`
  })

  it('takes back one account: gone here and, proven, at the provider; not another’s', async () => {
    const [who, other] = [await confirmed(), await confirmed()]
    const { providerConnectionId } = await connectionRow(world, who.connectionId)
    for (const connectionId of [other.connectionId, randomUUID()])
      await expect(revokeAccess(who.ctx, { connectionId })).rejects.toMatchObject({ code: 'not_found' })
    expect(await revokeAccess(who.ctx, { connectionId: who.connectionId })).toMatchObject({ confirmed: true })
    const state = await world.sandbox.connections(home.apiKey)
    expect(state.map((row) => row.id)).not.toContain(providerConnectionId)
    expect(state.length).toBeGreaterThan(0)
    const page = await getCreatorPage(who.ctx)
    expect(page.connections[0]).toMatchObject({ standing: 'ended', deletedAt: expect.any(Date) })
    await expect(revokeAccess(who.ctx, { connectionId: who.connectionId })).rejects.toMatchObject({
      code: 'conflict',
    })
    expect((await connectionRow(world, other.connectionId)).endedAt).toBeNull()
  })

  it('takes it back when the provider does not answer, and stops an attempt that is under way', async () => {
    const who = await confirmed()
    const again = await beginAgain(home, who.connectionId)
    await world.sandbox.fault(home.apiKey, { method: 'DELETE' }, { kind: 'status', status: 500 }, 3)
    const { confirmed: isGone } = await revokeAccess(who.ctx, { connectionId: who.connectionId })
    expect(isGone).toBe(false)
    const [shown] = (await getCreatorPage(who.ctx)).connections
    expect(shown).toMatchObject({ standing: 'ending', deletedAt: null })
    expect((await sessionRow(world, again.linkSessionId)).state).toBe('revoked')
  })
})

describe('an account of her page', () => {
  const form = { name: 'Her', password: 'a-long-enough-password' }

  it('is a user with the role creator and her confirmed address', async () => {
    const who = await confirmed()
    expect(await makeAccount(who.ctx, form)).toEqual({ result: 'made', email: who.email })
    const rows = await world.db
      .admin`select m.role, u.email from memberships m join users u on u.id = m.user_id
      where u.email = ${who.email}`
    expect(rows).toEqual([{ role: 'creator', email: who.email }])
    expect(await makeAccount(who.ctx, form)).toEqual({ result: 'linked' })
  })

  it('takes over nobody: not an account with that address, not a member of the team', async () => {
    const who = await confirmed()
    const { owner, staff } = home.users
    await world.db
      .admin`update creator_contacts set email = ${owner.email} where creator_id = ${who.creatorId}`
    expect(await makeAccount(who.ctx, form)).toEqual({ result: 'exists' })
    const [kept] = await world.db.admin`select password_hash as hash from users where id = ${owner.id}`
    expect(kept?.hash).toBe('none')
    expect(await linkAccount(who.ctx, { userId: owner.id, email: owner.email })).toEqual({ result: 'team' })
    expect(await linkAccount(who.ctx, { userId: staff.id, email: staff.email })).toEqual({
      result: 'other_address',
    })
    const [membership] = await world.db.admin`select role from memberships where user_id = ${owner.id}`
    expect(membership?.role).toBe('owner')
  })

  it('is made once of two forms at the same moment', async () => {
    const who = await confirmed()
    const made = await Promise.all([1, 2].map(() => makeAccount(who.ctx, form)))
    expect(made.filter((entry) => entry.result === 'made')).toHaveLength(1)
  })
})
