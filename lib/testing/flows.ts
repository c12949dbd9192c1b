import { randomUUID } from 'node:crypto'
import { type CallbackRequest, handleCallback } from '../link-sessions/handle-callback'
import { connectInput } from '../link-sessions/input'
import { startConnect } from '../link-sessions/start-connect'
import { startReconnect } from '../link-sessions/start-reconnect'
import { type Login, TestBrowser } from './browser'
import { connectionRow, sessionRow } from './rows'
import type { Agency, Member, World } from './world'

let people = 0

/** A login that no other test uses: the sandbox makes a person of its own of each e-mail. */
export function newLogin(scenario = 'creator'): Login {
  people += 1
  return { email: `person${people}.${randomUUID().slice(0, 8)}@${scenario}.sandbox.com` }
}

export type Begun = { linkSessionId: string; url: string; browser: TestBrowser }

/** Starts a connect session and gives the provider's page. */
export async function begin(
  agency: Agency,
  who: Member = 'staff',
  browser = new TestBrowser(),
): Promise<Begun> {
  const { linkSessionId, url } = await startConnect(agency.ctx(who), {
    ...connectInput.parse({ idempotencyKey: randomUUID(), creatorName: 'A creator' }),
    browser: browser.cookie,
  })
  if (!url) throw new Error('no page to go to')
  return { linkSessionId, url, browser }
}

/** Starts a reconnect session of a connection and gives the provider's page. */
export async function beginAgain(
  agency: Agency,
  connectionId: string,
  who: Member = 'staff',
  options: { browser?: TestBrowser; takeOver?: boolean } = {},
): Promise<Begun> {
  const browser = options.browser ?? new TestBrowser()
  const result = await startReconnect(agency.ctx(who), {
    idempotencyKey: randomUUID(),
    connectionId,
    takeOver: options.takeOver ?? false,
    browser: browser.cookie,
  })
  if (result.kind !== 'started' || !result.url) throw new Error('no page to go to')
  return { linkSessionId: result.linkSessionId, url: result.url, browser }
}

/** Hands a callback to the verb behind the route, as a browser with this cookie would bring it. */
export function comeBack(
  world: World,
  callback: URL | URLSearchParams | string | null,
  browser: TestBrowser | string | null,
  over: Partial<CallbackRequest> = {},
): Promise<string> {
  if (callback === null) throw new Error('there is no callback')
  return handleCallback({
    provider: 'ofauth',
    query: callback instanceof URL ? callback.searchParams : new URLSearchParams(callback),
    browser: browser instanceof TestBrowser ? browser.cookie : browser,
    appDb: world.db.app,
    systemDb: world.db.system,
    requestId: randomUUID(),
    address: '192.0.2.7',
    now: world.clock.now,
    ...over,
  })
}

export type Connected = Begun & { connectionId: string; login: Login; callback: URL }

/** Connects an account from start to finish. */
export async function connect(
  world: World,
  agency: Agency,
  login: Login = newLogin(),
  who: Member = 'staff',
): Promise<Connected> {
  const begun = await begin(agency, who)
  const callback = await begun.browser.login(begun.url, login)
  if (!callback) throw new Error('there is no callback')
  await comeBack(world, callback, begun.browser)
  const { resultConnectionId } = await sessionRow(world, begun.linkSessionId)
  if (!resultConnectionId) throw new Error('not connected')
  return { ...begun, connectionId: resultConnectionId, login, callback }
}

/** Connects, and then lets the login end at the provider and in our books. */
export async function connectExpired(world: World, agency: Agency, login?: Login): Promise<Connected> {
  const connected = await connect(world, agency, login)
  const { providerConnectionId } = await connectionRow(world, connected.connectionId)
  await world.sandbox.act(providerConnectionId, 'expire')
  await world.db.admin`update connections set status = 'needs_reauth', status_reason = 'session_expired',
    broken_since = now(), status_changed_at = now() where id = ${connected.connectionId}`
  return connected
}
