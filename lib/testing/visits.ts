import { randomUUID } from 'node:crypto'
import { continueConnect } from '../connect/continue-connect'
import { connectView } from '../connect/load-view'
import type { ConnectView } from '../connect/view'
import { openVisit, type Visit } from '../connect/visit'
import { createInvite } from '../invites/create-invite'
import { getInviteLink } from '../invites/get-invite-link'
import { inviteInput } from '../invites/input'
import { type Login, TestBrowser } from './browser'
import { type Connected, comeBack, newLogin } from './flows'
import { sessionRows } from './rows'
import type { Agency, Member, World } from './world'

export type Invited = { inviteId: string; token: string }

/** Makes an invite for a new creator, or as `over` says, and gives its token. */
export async function invite(
  agency: Agency,
  over: Record<string, unknown> = {},
  who: Member = 'staff',
): Promise<Invited> {
  const named = over.creatorId || over.connectionId ? {} : { creatorName: 'A creator' }
  const { inviteId } = await createInvite(agency.ctx(who), inviteInput.parse({ ...named, ...over }))
  return { inviteId, token: await tokenOf(agency, inviteId) }
}

/** The token in the link as it is now. */
export async function tokenOf(agency: Agency, inviteId: string): Promise<string> {
  const { url } = await getInviteLink(agency.ctx('system'), { inviteId })
  return url.slice(url.lastIndexOf('/') + 1)
}

/** Comes with a link in a browser. Null when the link opens nothing. */
export function visitWith(
  world: World,
  token: string | null,
  browser: TestBrowser | null = new TestBrowser(),
  address = '192.0.2.99',
): Promise<Visit | null> {
  return openVisit({
    token,
    browser: browser?.cookie ?? null,
    userAgent: 'a phone',
    language: null,
    address,
    requestId: randomUUID(),
    appDb: world.db.app,
    systemDb: world.db.system,
    now: world.clock.now,
  })
}

/** The same, for a link that is known to open something. */
export async function visit(world: World, token: string, browser = new TestBrowser()): Promise<Visit> {
  const found = await visitWith(world, token, browser)
  if (!found) throw new Error('the link opens nothing')
  return found
}

/** Reads the page, and gives what pressing Continue on it does: the page that it leads to. */
export async function ready(at: Visit): Promise<() => Promise<string>> {
  const view = await connectView(at, { again: true })
  if (view.step !== 'welcome') throw new Error(`the step is ${view.step}`)
  const { consentHash } = view
  return async () => {
    const browser = at.browser ?? ''
    const { url } = await continueConnect(at, { consentHash, timeZone: 'Europe/Madrid', browser })
    if (!url) throw new Error('there is no page to go to')
    return url
  }
}

/** Reads the page and presses Continue. @returns the provider's page */
export async function press(at: Visit): Promise<string> {
  return (await ready(at))()
}

export type Came = { at: Visit; browser: TestBrowser; url: string }

/** Opens a link in a browser of its own and presses Continue. */
export async function arrive(world: World, token: string, browser = new TestBrowser()): Promise<Came> {
  const at = await visit(world, token, browser)
  return { at, browser, url: await press(at) }
}

/** The same, and logs in to the end. @returns where the callback led */
export async function finish(world: World, came: Came, login: Login = newLogin()): Promise<string> {
  const callback = await came.browser.login(came.url, login)
  return comeBack(world, callback, came.browser)
}

/** Connects, or with `connectionId` reconnects, as a creator does with her link, in a browser of her own. */
export async function connectByInvite(
  world: World,
  agency: Agency,
  over: Record<string, unknown> = {},
  login: Login = newLogin(),
  browser = new TestBrowser(),
): Promise<Connected> {
  const { inviteId, token } = await invite(agency, over)
  const { url } = await arrive(world, token, browser)
  const callback = await browser.login(url, login)
  if (!callback) throw new Error('there is no callback')
  await comeBack(world, callback, browser)
  const session = (await sessionRows(world, agency)).find((row) => row.inviteId === inviteId)
  if (!session?.resultConnectionId) throw new Error('not connected')
  const { id: linkSessionId, resultConnectionId: connectionId } = session
  return { linkSessionId, url, browser, connectionId, login, callback }
}

/** The view with the fields of one step; throws when it is another. */
export async function stepAt<S extends ConnectView['step']>(
  at: Visit,
  step: S,
): Promise<Extract<ConnectView, { step: S }>> {
  const view = await connectView(at)
  if (view.step !== step) throw new Error(`the step is ${view.step}, not ${step}`)
  return view as Extract<ConnectView, { step: S }>
}
