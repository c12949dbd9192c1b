import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { randomToken } from '../crypto/random'
import { extendInvite, pauseInvite, resumeInvite, rotateInvite } from '../invites/change-invite'
import { createInvite } from '../invites/create-invite'
import { getInvite } from '../invites/get-invite'
import { inviteInput } from '../invites/input'
import { inviteTokenHash } from '../invites/tokens'
import { TestBrowser } from '../testing/browser'
import { connectionRows, deletionRows, snapshot } from '../testing/rows'
import { arrive, finish, invite, stepAt, tokenOf, visit, visitWith } from '../testing/visits'
import { type Agency, makeWorld, type World } from '../testing/world'
import { askForNewLink } from './ask-for-new-link'
import { answerLink } from './cookie'
import { connectView } from './load-view'
import { noteOpened } from './note-opened'
import { resumeConnect } from './resume-connect'
import { seenOf } from './seen'

const HOUR = 3_600_000

let world: World
let agency: Agency
beforeAll(async () => {
  world = await makeWorld()
})
afterAll(() => world.close())
beforeEach(async () => {
  agency = await world.newAgency()
  world.clock.reset()
})

describe('the link', () => {
  it('is followed by fifty scanners, and nothing has happened', async () => {
    const { token } = await invite(agency)
    const tables = ['invites', 'events', 'link_sessions', 'consents', 'audit_log', 'rate_limits']
    const before = await snapshot(world, tables)
    for (let i = 0; i < 50; i += 1) {
      const answer = answerLink(token)
      expect(answer.status).toBe(303)
    }
    expect(await snapshot(world, tables)).toBe(before)
    expect(await world.sandbox.calls(agency.apiKey)).toEqual([])
  })

  it('is taken out of the address, and answered in the same way whatever it is', async () => {
    const { token } = await invite(agency)
    const shapes = new Set<string>()
    for (const link of [
      token,
      randomToken(),
      'x',
      '',
      `${token}x`,
      '../../a',
      'a; Domain=evil.example',
      '\r\nx: y',
    ]) {
      const answer = answerLink(link)
      const cookie = answer.headers.get('set-cookie') ?? ''
      expect(cookie).toMatch(
        /^patchbay-invite=[A-Za-z0-9_-]{43}; Path=\/; Max-Age=\d+; HttpOnly; SameSite=Lax$/,
      )
      const { 'set-cookie': _, ...rest } = Object.fromEntries(answer.headers)
      shapes.add(JSON.stringify([answer.status, await answer.text(), rest]))
    }
    expect([...shapes]).toHaveLength(1)
    const [shape] = shapes
    expect(shape).toContain('"location":"/connect"')
    expect(shape).toContain('"cache-control":"no-store"')
    expect(shape).toContain('"referrer-policy":"no-referrer"')
    expect(shape).toContain('noindex')
  })

  it('is stored nowhere as it is', async () => {
    const { token, inviteId } = await invite(agency, { mailTo: 'jane@mail.example' })
    const came = await arrive(world, token)
    await noteOpened(came.at, { timeZone: null, browser: came.browser.cookie })
    await rotateInvite(agency.ctx(), { inviteId })
    const next = await tokenOf(agency, inviteId)
    expect(next).not.toBe(token)
    const tables = await world.db.admin<
      { name: string }[]
    >`select format('%I.%I', table_schema, table_name) as name
      from information_schema.tables where table_schema in ('public', 'pgboss') and table_type = 'BASE TABLE'`
    const dump = await snapshot(
      world,
      tables.map((table) => table.name),
    )
    expect(dump).toContain(inviteId)
    for (const secret of [token, next, came.browser.cookie]) {
      expect(dump).not.toContain(secret)
      expect(dump).not.toContain(Buffer.from(secret, 'base64url').toString('hex'))
    }
  })
})

describe('guessing', () => {
  it('opens nothing, is counted, and then closes even what is right, at that address alone', async () => {
    const { token } = await invite(agency)
    const address = '198.51.100.9'
    const guesses = Array.from({ length: 101 }, () => visitWith(world, randomToken(), null, address))
    expect((await Promise.all(guesses)).every((found) => found === null)).toBe(true)
    expect(await visitWith(world, token, null, address)).toBeNull()
    expect(await visitWith(world, token, null, '198.51.100.10')).not.toBeNull()
    world.clock.advance(11 * 60_000)
    expect(await visitWith(world, token, null, address)).not.toBeNull()
  })

  it('ten thousand times finds none of the links that there are', async () => {
    for (let i = 0; i < 5; i += 1) await invite(agency)
    const hashes = Array.from({ length: 10_000 }, () => inviteTokenHash(randomToken()))
    const [found] = await world.db
      .admin`select count(*)::int as n from invite_tokens where token_hash = any(${hashes})`
    expect(found?.n).toBe(0)
    const [control] = await world.db
      .admin`select count(*)::int as n from invite_tokens where agency_id = ${agency.id}`
    expect(control?.n).toBe(5)
  })
})

describe('a link that leads nowhere', () => {
  it('says why, and lets her ask once a day', async () => {
    const { token, inviteId } = await invite(agency)
    const at = await visit(world, token)
    await expect(askForNewLink(at)).rejects.toMatchObject({ code: 'conflict' })
    await pauseInvite(agency.ctx(), { inviteId })
    expect(await stepAt(at, 'closed')).toMatchObject({ reason: 'paused', canAsk: true, asked: false })
    await askForNewLink(at)
    const { askedAgainAt } = (await getInvite(agency.ctx(), inviteId)) ?? {}
    expect(askedAgainAt).toBeInstanceOf(Date)
    await askForNewLink(at)
    expect((await getInvite(agency.ctx(), inviteId))?.askedAgainAt).toEqual(askedAgainAt)
    expect(await stepAt(at, 'closed')).toMatchObject({ canAsk: false, asked: true })
    world.clock.advance(25 * HOUR)
    expect(await stepAt(at, 'closed')).toMatchObject({ canAsk: true, asked: false })
    await askForNewLink(at)
    expect((await getInvite(agency.ctx(), inviteId))?.askedAgainAt).not.toEqual(askedAgainAt)
    await resumeInvite(agency.ctx(), { inviteId })
    expect((await getInvite(agency.ctx(), inviteId))?.askedAgainAt).toBeNull()
    expect((await connectView(at)).step).toBe('welcome')
  })

  it('was rotated away, while the new one works', async () => {
    const { token, inviteId } = await invite(agency)
    const came = await arrive(world, token)
    await rotateInvite(agency.ctx(), { inviteId })
    expect(await stepAt(came.at, 'closed')).toMatchObject({ reason: 'rotated', canAsk: true })
    expect(await came.browser.open(came.url)).not.toBe(200)
    const next = await visit(world, await tokenOf(agency, inviteId), came.browser)
    expect((await connectView(next)).step).toBe('welcome')
    await askForNewLink(came.at)
    expect((await getInvite(agency.ctx(), inviteId))?.askedAgainAt).not.toBeNull()
  })

  it('and what had been given up under the old one connects nothing any more, however late it succeeds', async () => {
    const { token, inviteId } = await invite(agency)
    const came = await arrive(world, token)
    await world.db.admin`update link_sessions set state = 'expired', outcome_code = 'session_expired'
      where invite_id = ${inviteId}`
    await rotateInvite(agency.ctx(), { inviteId })
    await finish(world, came)
    expect(await connectionRows(world, agency)).toEqual([])
    expect(await deletionRows(world, agency)).toMatchObject([{ reason: 'late_success' }])
    // With the new link the same browser may open it anew.
    const at = await visit(world, await tokenOf(agency, inviteId), came.browser)
    const { url } = await resumeConnect(at)
    await finish(world, { ...came, url: url ?? '' })
    expect(await connectionRows(world, agency)).toHaveLength(1)
  })

  it('comes to life again under the same address when it is extended', async () => {
    const { token, inviteId } = await invite(agency, { expiresInHours: 1 })
    const at = await visit(world, token)
    world.clock.advance(2 * HOUR)
    expect(await stepAt(at, 'closed')).toMatchObject({ reason: 'expired' })
    await extendInvite(agency.ctx(), { inviteId, expiresInHours: 24 })
    expect((await connectView(at)).step).toBe('welcome')
    expect(await tokenOf(agency, inviteId)).toBe(token)
    await extendInvite(agency.ctx(), { inviteId, expiresInHours: 1 })
    world.clock.advance(2 * HOUR)
    expect(await stepAt(at, 'closed')).toMatchObject({ reason: 'expired' })
  })
})

describe('opened', () => {
  it('counts a browser once an hour, and another one too', async () => {
    const { token, inviteId } = await invite(agency)
    const at = await visit(world, token)
    const look = (browser: TestBrowser, timeZone: string | null = null) =>
      noteOpened(at, { timeZone, browser: browser.cookie })
    const phone = new TestBrowser()
    await look(phone, 'Pacific/Chatham')
    await look(phone, 'Not/AZone')
    await Promise.all([look(phone), look(phone)])
    expect(await getInvite(agency.ctx(), inviteId)).toMatchObject({ opened: 1, timeZone: 'Pacific/Chatham' })
    await look(new TestBrowser(), 'Not/AZone')
    world.clock.advance(HOUR + 1_000)
    await look(phone)
    expect(await getInvite(agency.ctx(), inviteId)).toMatchObject({ opened: 3, timeZone: 'Pacific/Chatham' })
  })
})

it('what a page watches changes with everything that it shows, and with nothing else', async () => {
  const { token, inviteId } = await invite(agency)
  const at = await visit(world, token)
  let last = await seenOf(at)
  await noteOpened(at, { timeZone: null, browser: at.browser ?? '' })
  expect(await seenOf(at)).toBe(last)
  const changes = [
    () => pauseInvite(agency.ctx(), { inviteId }),
    () => askForNewLink(at),
    () => resumeInvite(agency.ctx(), { inviteId }),
    () => arrive(world, token),
    () => rotateInvite(agency.ctx(), { inviteId }),
  ]
  for (const change of changes) {
    await change()
    const now = await seenOf(at)
    expect(now).not.toBe(last)
    last = now
  }
  world.clock.advance(15 * 24 * HOUR)
  expect(await seenOf(at)).not.toBe(last)
  expect(await world.sandbox.calls(agency.apiKey, 'GET')).toEqual([])
})

it('an invite that has no creator to act for cannot be made twice by one form', async () => {
  const idempotencyKey = crypto.randomUUID()
  const form = inviteInput.parse({ idempotencyKey, creatorName: 'Jane' })
  const made = await Promise.all([1, 2, 3].map(() => createInvite(agency.ctx(), form)))
  expect(new Set(made.map((one) => one.inviteId))).toEqual(new Set([idempotencyKey]))
  const [rows] = await world.db
    .admin`select (select count(*)::int from invites where agency_id = ${agency.id}) as invites,
    (select count(*)::int from creators where agency_id = ${agency.id}) as creators`
  expect(rows).toEqual({ invites: 1, creators: 1 })
  const foreign = await world.newAgency()
  await expect(createInvite(foreign.ctx(), form)).rejects.toMatchObject({ code: 'conflict' })
})
