/**
 * Proof that an attempt of ours produced a connection. The callback is unsigned and can be forged, so nothing
 * in it counts. What counts: (a) the status read with this session's own secret, or, where OFAuth does not give
 * it for hosted sessions, (b) the connection list; then (c) a read that works with the connection.
 */
import { type Budget, withBudget } from '../budget'
import {
  type Proof,
  type ProofRequest,
  ProviderError,
  type RemoteConnection,
  type RemoteIdentity,
  type SessionReading,
} from '../types'
import type { OfauthClient } from './client'
import { LARGEST_PAGE } from './client-account'
import { toProfile, toRemoteConnection } from './mapper'
import { readStatusOf } from './status'

const MAX_PAGES = 20
/** When the list only adds to what the status proved, a few pages must do. */
const EXTRA_PAGES = 5
/**
 * OFAuth's clock may be a little behind ours. Five seconds cover that, and stay below the time in which a person
 * can open the page and sign in, so an update from before the attempt hardly ever falls into them.
 */
const CLOCK_SKEW_MS = 5_000

type Completed = Extract<SessionReading, { state: 'completed' }>
type Context = { client: OfauthClient; request: ProofRequest; budget: Budget }

const kindOf = (error: unknown) => (error instanceof ProviderError ? error.kind : null)

const disagree = (what: string) => new ProviderError('invalid_response', `OFAuth: ${what}; nothing is proven`)

/** The reading, or null where the status does not help: refused, unknown, or in words that we can't read. */
async function readStatus({ client, request, budget }: Context): Promise<SessionReading | null> {
  try {
    const reading = await readStatusOf(client, request, budget)
    return reading === 'unreadable' || reading?.state === 'gone' ? null : reading
  } catch (error) {
    if (kindOf(error) === 'rejected' || kindOf(error) === 'not_found') return null
    throw error
  }
}

/** Every listed connection once, page by page. Ends at a page that only repeats: such lists have been seen. */
async function* listed({ client, budget }: Context, maxPages: number): AsyncGenerator<RemoteConnection> {
  const seen = new Set<string>()
  let offset: number | null = 0
  for (let page = 0; page < maxPages && offset !== null; page += 1) {
    const { items, next } = await client.account.connections({ offset, limit: LARGEST_PAGE }, budget)
    const fresh = items.filter((item) => !seen.has(item.id))
    if (items.length > 0 && fresh.length === 0) return
    for (const item of fresh) {
      seen.add(item.id)
      yield toRemoteConnection(item)
    }
    offset = next
  }
}

/** Whether the expected connection was renewed by this attempt, as far as the list can tell. */
function isRenewed(item: RemoteConnection, { expected, referenceId, startedAt }: ProofRequest): boolean {
  return (
    item.status === 'active' &&
    item.updatedAt !== null &&
    item.updatedAt.getTime() >= startedAt.getTime() - CLOCK_SKEW_MS &&
    // OFAuth does not say whether a reconnect keeps the old reference or takes the new one.
    (item.referenceId === referenceId || item.referenceId === expected?.referenceId)
  )
}

/** The item that alone proves a success: with our reference, or the expected one, renewed since we began. */
async function findRenewed(context: Context): Promise<RemoteConnection | null> {
  const { purpose, referenceId, expected } = context.request
  let renewed: RemoteConnection | null = null
  for await (const item of listed(context, MAX_PAGES)) {
    if (purpose === 'reconnect' && item.id === expected?.connectionId) {
      // Kept, not returned: our own reference at another connection, further on, says more.
      if (isRenewed(item, context.request)) renewed = item
    } else if (item.referenceId === referenceId && item.status !== 'expired') {
      // On reconnect: made silently in place of the expected one. The caller compares.
      return item
    }
  }
  return renewed
}

/** The connection behind a completed status whose id does not have the form of a connection's. */
async function findByUser(context: Context, identity: RemoteIdentity): Promise<RemoteConnection | null> {
  const { referenceId, expected } = context.request
  let candidate: RemoteConnection | null = null
  for await (const item of listed(context, MAX_PAGES)) {
    if (item.referenceId === referenceId) {
      if (item.identity.id !== identity.id) throw disagree('status and list name different users')
      return item
    }
    if (item.id === expected?.connectionId && item.identity.id === identity.id) candidate = item
  }
  return candidate
}

/** The list's item for a connection that the status named; null when it is not found in time. */
async function findNamed(
  context: Context,
  connectionId: string,
  identity: RemoteIdentity,
): Promise<RemoteConnection | null> {
  let found: RemoteConnection | null = null
  try {
    for await (const item of listed(context, EXTRA_PAGES)) {
      if (item.id !== connectionId && item.referenceId !== context.request.referenceId) continue
      found = item
      break
    }
  } catch (error) {
    const kind = kindOf(error)
    if (kind === null || kind === 'unauthorized_key') throw error
  }
  if (found && found.id !== connectionId) throw disagree('status and list name different connections')
  if (found && found.identity.id !== identity.id) throw disagree('status and list name different users')
  return found
}

/**
 * Whether a read with the connection works, and the identity filled up from it. Null when nobody is signed in.
 * A missing permission is no failure: then the status or the list is all the evidence there can be.
 */
async function readAs(
  { client, budget }: Context,
  connectionId: string,
  identity: RemoteIdentity,
): Promise<RemoteIdentity | null> {
  try {
    const profile = toProfile(await client.access.self(connectionId, budget))
    if (profile.id !== identity.id) throw disagree('the connection reads as another user')
    return {
      id: identity.id,
      username: identity.username || profile.username,
      name: identity.name || profile.name,
      avatarUrl: identity.avatarUrl ?? profile.avatarUrl,
    }
  } catch (error) {
    if (error instanceof ProviderError && error.detail === 'permission_missing') return identity
    if (kindOf(error) === 'reauth_required' || kindOf(error) === 'not_found') return null
    throw error
  }
}

async function proveByStatus(context: Context, reading: Completed): Promise<Proof> {
  let item: RemoteConnection | null = null
  let { connectionId } = reading
  if (connectionId === null) {
    item = await findByUser(context, reading.identity)
    if (!item) return { result: 'pending', reading }
    connectionId = item.id
  }
  const identity = await readAs(context, connectionId, reading.identity)
  if (!identity) return { result: 'pending', reading }
  item ??= await findNamed(context, connectionId, reading.identity)
  return {
    result: 'proven',
    connectionId,
    identity,
    permissions: item?.permissions ?? null,
    referenceId: item?.referenceId ?? null,
    method: 'session_status',
  }
}

async function proveByList(context: Context): Promise<Proof> {
  const pending: Proof = { result: 'pending', reading: { state: 'gone' } }
  const item = await findRenewed(context)
  if (!item) return pending
  const identity = await readAs(context, item.id, item.identity)
  if (!identity) return pending
  return {
    result: 'proven',
    connectionId: item.id,
    identity,
    permissions: item.permissions,
    referenceId: item.referenceId,
    method: 'connection_list',
  }
}

/**
 * Proves an attempt within the request's deadline. `pending` when OFAuth does not (yet) call it done or the
 * connection does not read yet. Throws ProviderError: `invalid_response` when what it says contradicts itself.
 */
export function prove(client: OfauthClient, now: () => Date, request: ProofRequest): Promise<Proof> {
  const ms = request.deadline.getTime() - now().getTime()
  return withBudget(now, ms, undefined, async (budget) => {
    const context = { client, request, budget }
    const reading = await readStatus(context)
    if (!reading) return proveByList(context)
    return reading.state === 'completed' ? proveByStatus(context, reading) : { result: 'pending', reading }
  })
}
