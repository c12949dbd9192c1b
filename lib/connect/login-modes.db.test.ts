import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { consents } from '@/db/schema/consents'
import { revokeInvites } from '../invites/revoke-invites'
import { TestBrowser } from '../testing/browser'
import { addPolling, emailFor, giveCode, giveLogin, pollWhile } from '../testing/logins'
import { connectionRows, sessionRow, sessionRows } from '../testing/rows'
import { invite, stepAt, visit } from '../testing/visits'
import { type Agency, makeWorld, type World } from '../testing/world'
import { continueConnect } from './continue-connect'
import { connectView } from './load-view'
import type { Visit } from './visit'

let world: World
let agency: Agency
let kit: string

beforeAll(async () => {
  world = await makeWorld()
})
beforeEach(async () => {
  world.clock.reset()
  agency = await world.newAgency()
  kit = await addPolling(world, agency, 'onlyfanskit')
})
afterAll(() => world.close())

type Mine = { at: Visit; linkSessionId: string; party: ReturnType<typeof partyOf> }

const partyOf = ({ ctx, browser, inviteId }: Visit) => ({ ctx, browser, inviteId, side: 'invite' as const })

/** Opens a link and presses Continue: the form is there, and nobody was asked upstream. */
async function arrive(token: string, browser = new TestBrowser()): Promise<Mine> {
  const at = await visit(world, token, browser)
  const { consentHash } = await stepAt(at, 'welcome')
  const { url } = await continueConnect(at, { consentHash, timeZone: null, browser: browser.cookie })
  expect(url).toBeNull()
  const { attempt } = await stepAt(at, 'login')
  return { at, linkSessionId: attempt.linkSessionId, party: partyOf(at) }
}

const newInvite = (over: Record<string, unknown> = {}) => invite(agency, { providerAccountId: kit, ...over })

describe('an invite at a provider with our own form', () => {
  it('leads from Continue over login and code to the account, with the consent as it was shown', async () => {
    const { token } = await newInvite()
    const mine = await arrive(token)
    const [consent] = await world.db.system.select().from(consents)
    expect(JSON.stringify(consent?.shown)).toMatch(/here in Patchbay/)
    await giveLogin(mine, emailFor('sms'))
    expect((await connectView(mine.at)).step).toBe('working')
    await pollWhile(world, mine.linkSessionId, ['authenticating'])
    const { attempt } = await stepAt(mine.at, 'challenge')
    expect(attempt).toMatchObject({ solver: 'me', handoff: null, challenge: { kinds: ['sms'] } })
    await giveCode(mine)
    await pollWhile(world, mine.linkSessionId, ['authenticating', 'challenge', 'verifying'])
    expect((await connectView(mine.at)).step).toBe('account')
    expect(await connectionRows(world, agency)).toHaveLength(1)
  })

  it('pressed twice is one form', async () => {
    const { token } = await newInvite()
    const browser = new TestBrowser()
    const at = await visit(world, token, browser)
    const { consentHash } = await stepAt(at, 'welcome')
    const press = () => continueConnect(at, { consentHash, timeZone: null, browser: browser.cookie })
    expect(await Promise.all([press(), press()])).toEqual([{ url: null }, { url: null }])
    expect(await sessionRows(world, agency)).toHaveLength(1)
  })

  it('is taken over by another device, and the first one answers no more', async () => {
    const { token } = await newInvite()
    const first = await arrive(token)
    await giveLogin(first, emailFor('app'))
    await pollWhile(world, first.linkSessionId, ['authenticating'])
    const second = await arrive(token)
    expect((await connectView(first.at)).step).toBe('taken_over')
    await expect(giveCode(first)).rejects.toMatchObject({ code: 'conflict' })
    expect(await sessionRow(world, first.linkSessionId)).toMatchObject({ state: 'revoked', nextPollAt: null })
    await giveLogin(second, emailFor())
    await pollWhile(world, second.linkSessionId, ['authenticating', 'verifying'])
    expect(await connectionRows(world, agency)).toHaveLength(1)
  })

  it('is revoked in the middle: the form and the code are refused', async () => {
    const { token, inviteId } = await newInvite()
    const mine = await arrive(token)
    await giveLogin(mine, emailFor('app'))
    await pollWhile(world, mine.linkSessionId, ['authenticating'])
    await revokeInvites(agency.ctx('owner'), { inviteIds: [inviteId] })
    await expect(giveCode(mine)).rejects.toMatchObject({ code: 'conflict' })
    expect(await connectView(mine.at)).toMatchObject({ step: 'closed', reason: 'revoked' })
  })

  it('with a username for somebody else waits for the team', async () => {
    const { token } = await newInvite({ expectedUsername: 'somebody.else' })
    const mine = await arrive(token)
    await giveLogin(mine, emailFor())
    await pollWhile(world, mine.linkSessionId, ['authenticating', 'verifying'])
    expect((await connectView(mine.at)).step).toBe('review')
  })

  it('a form that ran out before a login was sent is opened anew by Continue, for the same attempt', async () => {
    const { token } = await newInvite()
    const browser = new TestBrowser()
    const mine = await arrive(token, browser)
    world.clock.advance(61 * 60_000)
    expect((await connectView(mine.at)).step).toBe('welcome')
    const again = await arrive(token, browser)
    expect(again.linkSessionId).toBe(mine.linkSessionId)
    expect(await sessionRow(world, mine.linkSessionId)).toMatchObject({ state: 'open', renewals: 1 })
  })
})

describe('her attempt', () => {
  it('is not answered with another invite, another browser or another creator’s link', async () => {
    const mine = await arrive((await newInvite()).token)
    const other = await arrive((await newInvite()).token)
    const stranger = await visit(world, (await newInvite()).token, new TestBrowser())
    for (const party of [
      other.party,
      partyOf(stranger),
      { ...mine.party, browser: new TestBrowser().cookie },
    ])
      await expect(giveLogin({ linkSessionId: mine.linkSessionId, party }, emailFor())).rejects.toMatchObject(
        { code: 'not_found' },
      )
    expect(await sessionRow(world, mine.linkSessionId)).toMatchObject({ state: 'open', logins: 0 })
  })

  it('is not answered by the team with her cookie', async () => {
    const mine = await arrive((await newInvite()).token)
    const team = { ctx: agency.ctx('owner'), browser: mine.at.browser, side: 'team' as const }
    await expect(
      giveLogin({ linkSessionId: mine.linkSessionId, party: team }, emailFor()),
    ).rejects.toMatchObject({ code: 'not_found' })
  })
})
