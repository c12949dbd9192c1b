import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { getLinkSession } from '../link-sessions/get-link-session'
import { stopLinkSession } from '../link-sessions/revoke'
import { teamParty } from '../login/party'
import { TestBrowser } from '../testing/browser'
import { begin } from '../testing/flows'
import { addPolling, emailFor, type Form, giveCode, giveLogin, openForm, pollWhile } from '../testing/logins'
import { audited, timeline } from '../testing/rows'
import { type Agency, type Member, makeWorld, type World } from '../testing/world'
import { createHandoff } from './create-handoff'
import { joinedHandoff, openHandoff } from './handoff-visit'
import { joinHandoff } from './join-handoff'
import { joinedView } from './load-attempt'
import { revokeHandoff } from './revoke-handoff'

let world: World
let agency: Agency
let kit: string
let form: Form

beforeAll(async () => {
  world = await makeWorld()
})
beforeEach(async () => {
  world.clock.reset()
  agency = await world.newAgency()
  kit = await addPolling(world, agency, 'onlyfanskit')
  form = await openForm(world, agency, kit)
})
afterAll(() => world.close())

const make = async (who: Member = 'staff', browser: TestBrowser = form.browser) => {
  const { url } = await createHandoff(agency.ctx(who), { ...form, browser: browser.cookie })
  return url.slice(url.lastIndexOf('/') + 1)
}
const request = (token: string | null, browser: TestBrowser, address = '192.0.2.50') => ({
  token,
  browser: browser.cookie,
  address,
  requestId: randomUUID(),
  appDb: world.db.app,
  systemDb: world.db.system,
  now: world.clock.now,
})
const join = (token: string, browser = new TestBrowser(), address?: string) =>
  joinHandoff(request(token, browser, address))
const seen = (who: Member = 'staff', browser = form.browser) =>
  getLinkSession(agency.ctx(who), { linkSessionId: form.linkSessionId, browser: browser.cookie })

describe('a link to join', () => {
  it('is the same until somebody has joined, opens nothing by being looked at, and is stored as a hash', async () => {
    const token = await make()
    expect(await make()).toBe(token)
    expect(await openHandoff(request(token, new TestBrowser()))).toMatchObject({ side: 'handoff' })
    expect((await seen()).attempt).toMatchObject({ solver: 'me', handoff: { state: 'waiting' } })
    const rows = await world.db.admin.unsafe(`select h::text as line from handoffs h`)
    for (const { line } of rows) expect(String(line)).not.toContain(token)
    expect(await audited(world, 'handoff.create', form.linkSessionId)).toBe(1)
  })

  it('is made in the browser that began the attempt, by the person who did', async () => {
    for (const [who, browser] of [
      ['staff', new TestBrowser()],
      ['other', form.browser],
      ['owner', form.browser],
      ['owner', new TestBrowser()],
    ] as const)
      await expect(make(who, browser)).rejects.toMatchObject({ code: 'not_found' })
    const stranger = await world.newAgency()
    await expect(
      createHandoff(stranger.ctx(), { ...form, browser: form.browser.cookie }),
    ).rejects.toMatchObject({ code: 'not_found' })
  })

  it('is an invite in a hosted mode', async () => {
    const begun = await begin(agency)
    await expect(
      createHandoff(agency.ctx(), { ...begun, browser: begun.browser.cookie }),
    ).rejects.toMatchObject({ code: 'conflict', message: expect.stringMatching(/invite/) })
  })
})

describe('joining', () => {
  it('is for the first of many browsers at once', async () => {
    const token = await make()
    const browsers = Array.from({ length: 8 }, () => new TestBrowser())
    const all = await Promise.allSettled(browsers.map((browser) => join(token, browser)))
    expect(all.filter((one) => one.status === 'fulfilled')).toHaveLength(1)
    const visits = await Promise.all(browsers.map((browser) => joinedHandoff(request(token, browser))))
    expect(visits.filter((visit) => visit !== null)).toHaveLength(1)
    expect(await audited(world, 'handoff.join', form.linkSessionId)).toBe(1)
  })

  it('twice with the same browser changes nothing', async () => {
    const token = await make()
    const browser = new TestBrowser()
    await join(token, browser)
    await join(token, browser)
    expect((await timeline(world, form)).filter((kind) => kind === 'session.handoff_joined')).toHaveLength(1)
  })

  it('is not for the browser that began the attempt', async () => {
    const token = await make()
    await expect(join(token, form.browser)).rejects.toMatchObject({ code: 'not_found' })
    expect((await seen()).attempt?.solver).toBe('me')
  })

  it('ends with the attempt and when it is taken back', async () => {
    const stopped = await make()
    await stopLinkSession(agency.ctx(), form)
    await expect(join(stopped)).rejects.toMatchObject({ code: 'not_found' })
    await expect(make()).rejects.toMatchObject({ code: 'conflict' })
    form = await openForm(world, agency, kit)
    const late = await make()
    world.clock.advance(61 * 60_000)
    await expect(join(late)).rejects.toMatchObject({ code: 'not_found' })
    world.clock.reset()
    form = await openForm(world, agency, kit)
    const revoked = await make()
    await revokeHandoff(agency.ctx(), { ...form, browser: form.browser.cookie })
    await expect(join(revoked)).rejects.toMatchObject({ code: 'not_found' })
    expect(await make()).not.toBe(revoked)
  })

  it('guesses are limited for each address', async () => {
    const address = `192.0.2.${Math.floor(Math.random() * 200) + 1}`
    const token = await make()
    for (let guess = 0; guess < 61; guess += 1)
      await openHandoff(request('x'.repeat(40) + String(guess).padStart(3, '0'), new TestBrowser(), address))
    await expect(join(token, new TestBrowser(), address)).rejects.toMatchObject({ code: 'not_found' })
    await join(token, new TestBrowser(), '198.51.100.9')
  })
})

describe('once she has joined', () => {
  it('she answers, the team follows, and the code reaches neither of its pages', async () => {
    const visit = await join(await make())
    expect(await joinedView(visit, 'en')).toMatchObject({
      step: 'login',
      attempt: { solver: 'me', handoff: null },
    })
    await expect(giveLogin(form, emailFor())).rejects.toMatchObject({ code: 'conflict' })
    const hers = { linkSessionId: form.linkSessionId, party: visit }
    await giveLogin(hers, emailFor('face'))
    expect(await pollWhile(world, form.linkSessionId, ['authenticating'])).toBe('challenge')
    const team = (await seen()).attempt
    expect(team).toMatchObject({
      solver: 'creator',
      handoff: { state: 'joined' },
      challenge: { links: null },
    })
    const page = await joinedView(visit, 'en')
    expect(page).toMatchObject({ step: 'challenge', attempt: { challenge: { kinds: ['face'] } } })
    if (page?.step === 'challenge') expect(page.attempt.challenge?.links?.face).toMatch(/^http/)
    await expect(giveCode(form)).rejects.toMatchObject({ code: 'conflict' })
  })

  it('the attempt leads to a connection of the team, and she sees it', async () => {
    const visit = await join(await make())
    const hers = { linkSessionId: form.linkSessionId, party: visit }
    await giveLogin(hers, emailFor('sms'))
    await pollWhile(world, form.linkSessionId, ['authenticating'])
    await giveCode(hers)
    expect(await pollWhile(world, form.linkSessionId, ['authenticating', 'challenge', 'verifying'])).toBe(
      'completed',
    )
    expect(await joinedView(visit, 'en')).toMatchObject({
      step: 'receipt',
      account: { username: expect.any(String) },
    })
  })

  it('taken back, she answers no more and sees nothing, and the team does', async () => {
    const token = await make()
    const browser = new TestBrowser()
    const visit = await join(token, browser)
    await revokeHandoff(agency.ctx(), { ...form, browser: form.browser.cookie })
    const hers = { linkSessionId: form.linkSessionId, party: visit }
    await expect(giveLogin(hers, emailFor())).rejects.toMatchObject({ code: 'not_found' })
    expect(await joinedHandoff(request(token, browser))).toBeNull()
    expect(await giveLogin(form, emailFor('sms'))).toMatchObject({ state: 'authenticating' })
  })

  it('another attempt, another browser and a made-up hand-off find nothing', async () => {
    const visit = await join(await make())
    const other = await openForm(world, agency, kit)
    for (const party of [
      { ...visit, linkSessionId: other.linkSessionId },
      { ...visit, browser: new TestBrowser().cookie },
      { ...visit, handoffId: randomUUID() },
    ])
      await expect(
        giveLogin({ linkSessionId: party.linkSessionId, party }, emailFor()),
      ).rejects.toMatchObject({
        code: 'not_found',
      })
    const elsewhere = { linkSessionId: other.linkSessionId, party: visit }
    await expect(giveLogin(elsewhere, emailFor())).rejects.toMatchObject({ code: 'not_found' })
    const team = teamParty(agency.ctx('other'), visit.browser)
    await expect(giveLogin({ ...form, party: team }, emailFor())).rejects.toMatchObject({ code: 'not_found' })
  })
})
