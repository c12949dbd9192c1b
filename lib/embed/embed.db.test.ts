import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Ctx, inAgency } from '../auth/context'
import type { AppError } from '../errors'
import { connectInput } from '../link-sessions/input'
import { lockLinkSession } from '../link-sessions/move'
import { pollSession } from '../link-sessions/poll-session'
import { renew } from '../link-sessions/renew'
import { startConnect } from '../link-sessions/start-connect'
import { pollDue } from '../login/poll-due'
import { TestBrowser } from '../testing/browser'
import { connect, newLogin } from '../testing/flows'
import { connectionRows, sessionRow } from '../testing/rows'
import { invite } from '../testing/visits'
import { type Agency, makeWorld, type World } from '../testing/world'
import { leaveFrame } from './leave-frame'
import { openFrame } from './open-frame'
import { FRAME_NEWS } from './protocol'
import { takeNews } from './take-news'

let world: World
let agency: Agency
beforeAll(async () => {
  world = await makeWorld()
  agency = await world.newAgency()
  await world.db
    .admin`update provider_accounts set apps = '{"redirect":"app_sandboxredirect","embed":"app_sandboxembed"}'`
})
afterAll(() => world.close())

async function begin(ctx = agency.ctx()) {
  const browser = new TestBrowser()
  const started = await startConnect(ctx, {
    ...connectInput.parse({
      idempotencyKey: randomUUID(),
      creatorName: 'A creator',
      surface: 'desktop',
    }),
    browser: browser.cookie,
  })
  return { ...started, browser, at: { linkSessionId: started.linkSessionId, browser: browser.cookie } }
}
const refused = (work: Promise<unknown>): Promise<AppError> =>
  work.then(
    () => {
      throw new Error('was allowed')
    },
    (error: AppError) => error,
  )
const state = async (id: string) => (await sessionRow(world, id)).state

describe('a session in a dialog', () => {
  it('begins on a desktop, with the provider’s page for this browser alone', async () => {
    const begun = await begin()
    expect(begun.mode).toBe('embed')
    const frame = await openFrame(agency.ctx(), begun.at)
    expect(frame).toEqual({ url: begun.url, protocol: 'ofauth' })
    for (const browser of [null, new TestBrowser().cookie])
      expect(await refused(openFrame(agency.ctx(), { ...begun.at, browser }))).toMatchObject({
        code: 'conflict',
      })
    const elsewhere = await world.newAgency()
    expect(await refused(openFrame(elsewhere.ctx(), begun.at))).toMatchObject({ code: 'not_found' })
    const { inviteId } = await invite(agency)
    await world.db.admin`update link_sessions set invite_id = ${inviteId} where id = ${begun.linkSessionId}`
    expect(await refused(openFrame(agency.ctx(), begun.at))).toMatchObject({ code: 'not_found' })
  })

  it('is connected when the provider confirms what its page said', async () => {
    const begun = await begin()
    await begun.browser.login(begun.url ?? '', newLogin())
    const { state } = await takeNews(agency.ctx(), { ...begun.at, news: 'success', step: null })
    expect(state).toBe('completed')
  })

  it('is proven over the whole agency, whatever the person who began it may see', async () => {
    const login = newLogin()
    const held = await connect(world, agency, login)
    const ctx = agency.ctx('other')
    const limited = { ...ctx, actor: { ...ctx.actor, assignedOnly: true } as Ctx['actor'] }
    const begun = await begin(limited)
    await begun.browser.login(begun.url ?? '', login)
    await takeNews(limited, { ...begun.at, news: 'success', step: null })
    expect((await sessionRow(world, begun.linkSessionId)).resultConnectionId).toBe(held.connectionId)
  })

  it('is connected too when the person only closes the page at its end', async () => {
    const begun = await begin()
    await begun.browser.login(begun.url ?? '', newLogin())
    await takeNews(agency.ctx(), { ...begun.at, news: 'exit', step: 'success' })
    expect(await state(begun.linkSessionId)).toBe('completed')
  })

  it('believes nothing of what a page says', async () => {
    const before = (await connectionRows(world, agency)).length
    for (const news of FRAME_NEWS) {
      const begun = await begin()
      await takeNews(agency.ctx(), { ...begun.at, news, step: 'success' })
      expect(await state(begun.linkSessionId), news).not.toBe('completed')
    }
    expect(await connectionRows(world, agency)).toHaveLength(before)
  })

  it.each([
    ['error', true],
    ['error', false],
    ['2fa', true],
    ['2fa', false],
  ] as const)(
    'whose login failed is told so in one way: left at %s, known before: %s',
    async (step, known) => {
      const begun = await begin()
      await begun.browser.typeLogin(begun.url ?? '', newLogin('provider-error'))
      if (known) await pollSession(agency.ctx('system'), begun.linkSessionId)
      await takeNews(agency.ctx(), { ...begun.at, news: 'exit', step })
      expect(await sessionRow(world, begun.linkSessionId)).toMatchObject({
        state: 'failed',
        outcomeCode: 'provider_failed',
      })
    },
  )

  it('takes no news from another browser', async () => {
    const begun = await begin()
    const browser = new TestBrowser().cookie
    const news = { linkSessionId: begun.linkSessionId, browser, news: 'exit' as const, step: null }
    expect(await refused(takeNews(agency.ctx(), news))).toMatchObject({ code: 'conflict' })
    expect(await state(begun.linkSessionId)).toBe('open')
  })

  it('that ran out is opened anew, once', async () => {
    const begun = await begin()
    const first = await takeNews(agency.ctx(), { ...begun.at, news: 'invalid_session', step: null })
    expect(first.frame?.url).toMatch(/\/cs_/)
    expect(first.frame?.url).not.toBe(begun.url)
    expect((await sessionRow(world, begun.linkSessionId)).nextPollAt).toBeNull()
    const again = await takeNews(agency.ctx(), { ...begun.at, news: 'invalid_session', step: null })
    expect(again.frame).toBeNull()
    expect((await sessionRow(world, begun.linkSessionId)).renewals).toBe(1)
  })

  it('that was being opened anew when our process died ends after half a minute', async () => {
    const begun = await begin()
    const ctx = agency.ctx()
    await inAgency(ctx, async (tx) => {
      const row = await lockLinkSession(tx, ctx, begun.linkSessionId)
      if (row) await renew(tx, ctx, row)
    })
    world.clock.advance(29_000)
    await pollDue(world.db.system, world.clock.now)
    expect(await state(begun.linkSessionId)).toBe('created')
    world.clock.advance(1_000)
    await pollDue(world.db.system, world.clock.now)
    expect(await sessionRow(world, begun.linkSessionId)).toMatchObject({
      state: 'failed',
      outcomeCode: 'internal',
    })
  })

  it('is neither opened anew nor left for another page with no login to spare', async () => {
    const begun = await begin()
    const { creatorId } = await sessionRow(world, begun.linkSessionId)
    await world.db.admin`
      insert into login_attempts (agency_id, creator_id, link_session_id, ordinal, at)
      select ${agency.id}, ${creatorId}, ${begun.linkSessionId}, 'before ' || n, ${world.clock.now()}
        from generate_series(1, 8) n`
    const anew = takeNews(agency.ctx(), { ...begun.at, news: 'invalid_session', step: null })
    expect(await refused(anew)).toMatchObject({ code: 'login_budget' })
    await world.db.admin`update link_sessions set state = 'challenge' where id = ${begun.linkSessionId}`
    expect(await refused(leaveFrame(agency.ctx(), begun.at))).toMatchObject({ code: 'login_budget' })
    expect(await state(begun.linkSessionId)).toBe('challenge')
  })

  it('whose frame is blocked goes on at the provider’s own page', async () => {
    const begun = await begin()
    const next = await leaveFrame(agency.ctx(), begun.at)
    expect(next).toMatchObject({ mode: 'redirect', url: expect.stringContaining('/cs_') })
    expect(await state(begun.linkSessionId)).toBe('revoked')
    const [old, now] = [
      await sessionRow(world, begun.linkSessionId),
      await sessionRow(world, next.linkSessionId),
    ]
    expect(now.creatorId).toBe(old.creatorId)
  })
})
