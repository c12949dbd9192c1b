import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { TestBrowser } from '../testing/browser'
import { newLogin } from '../testing/flows'
import { connectionRows } from '../testing/rows'
import { arrive, invite, press, stepAt, visitWith } from '../testing/visits'
import { type Agency, makeWorld, type World } from '../testing/world'
import { leaveOwnFrame, openOwnFrame, takeOwnNews } from './framed'
import { connectView } from './load-view'
import type { Visit } from './visit'

const DESKTOP =
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0 Safari/537.36'
const PHONE =
  'Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0 Mobile Safari/537.36'

let world: World
let agency: Agency
beforeAll(async () => {
  world = await makeWorld()
  agency = await world.newAgency()
  await world.db
    .admin`update provider_accounts set apps = '{"redirect":"app_sandboxredirect","embed":"app_sandboxembed"}'`
})
afterAll(() => world.close())

/** Comes with a fresh link at a desktop, or at what `userAgent` says, and presses Continue. */
async function begin(userAgent = DESKTOP) {
  const { token } = await invite(agency)
  const browser = new TestBrowser()
  const found = await visitWith(world, token, browser)
  if (!found) throw new Error('the link opens nothing')
  const at: Visit = { ...found, userAgent }
  return { token, browser, at, url: await press(at) }
}

describe('at a desktop', () => {
  it('the provider’s page opens in a dialog, and connects her account', async () => {
    const came = await begin()
    expect(await stepAt(came.at, 'frame')).toMatchObject({ isFramed: true, isOurForm: false, hasPage: true })
    expect(await openOwnFrame(came.at)).toEqual({ url: came.url, protocol: 'ofauth' })
    await came.browser.login(came.url, newLogin())
    await takeOwnNews(came.at, { news: 'success', step: null })
    await stepAt(came.at, 'account')
  })

  it('another browser with the same link gets neither the page nor a say', async () => {
    const came = await begin()
    const other = await visitWith(world, came.token, new TestBrowser())
    if (!other) throw new Error('the link opens nothing')
    await expect(openOwnFrame(other)).rejects.toMatchObject({ code: 'conflict' })
    await expect(takeOwnNews(other, { news: 'exit', step: null })).rejects.toMatchObject({ code: 'conflict' })
    await expect(leaveOwnFrame(other)).rejects.toMatchObject({ code: 'conflict' })
    await stepAt(came.at, 'frame')
  })

  it('what the page says is never believed', async () => {
    const came = await begin()
    const before = (await connectionRows(world, agency)).length
    await takeOwnNews(came.at, { news: 'success', step: null })
    await stepAt(came.at, 'checking')
    expect(await connectionRows(world, agency)).toHaveLength(before)
  })

  it('a blocked dialog leads to the provider’s own page, with the consent that she gave', async () => {
    const came = await begin()
    await leaveOwnFrame(came.at)
    await stepAt(came.at, 'away')
    const rows = await world.db.admin`select l.mode, l.state, c.shown_hash from link_sessions l
      join consents c on c.link_session_id = l.id where l.invite_id = ${came.at.inviteId} order by l.created_at`
    expect(rows.map((row) => [row.mode, row.state])).toEqual([
      ['embed', 'revoked'],
      ['redirect', 'open'],
    ])
    expect(rows[0]?.shown_hash).toBe(rows[1]?.shown_hash)
  })

  it('after a revocation of the link there is nothing to go on with', async () => {
    const came = await begin()
    await world.db.admin`update invites set revoked_at = now() where id = ${came.at.inviteId}`
    await expect(leaveOwnFrame(came.at)).rejects.toMatchObject({ code: 'conflict' })
    expect((await connectView(came.at)).step).toBe('closed')
  })
})

it('on a phone she is sent to the page itself', async () => {
  const came = await begin(PHONE)
  await stepAt(came.at, 'away')
})

it('a browser that says nothing of itself counts as a desktop', async () => {
  const { token } = await invite(agency)
  const came = await arrive(world, token)
  await stepAt(came.at, 'frame')
})
