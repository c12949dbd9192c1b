/**
 * Proof that an attempt of ours produced a connection. Our own form: the attempt id that our server received says so.
 * The widget: the list of accounts does. Then a read with the account must answer as the same OnlyFans user.
 */
import { type Budget, withBudget } from '../budget'
import { type Proof, type ProofRequest, ProviderError, type RemoteIdentity } from '../types'
import type { OnlyfansapiClient } from './client'
import { toProfile } from './mapper'
import { findListed, readAttempt } from './session'

type Context = { client: OnlyfansapiClient; request: ProofRequest; baseUrl: string; budget: Budget }

/** Who a read with the account answers as; null when nobody is signed in. */
async function readAs({ client, budget }: Context, connectionId: string): Promise<RemoteIdentity | null> {
  try {
    const { id, username, name, avatarUrl } = toProfile(await client.team.me(connectionId, budget))
    return { id, username, name, avatarUrl }
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error
    if (error.kind === 'reauth_required' || error.kind === 'not_found') return null
    throw error
  }
}

/** Both say who it is, and must agree; the one fills up what the other left empty. */
function agreed(said: RemoteIdentity | null, read: RemoteIdentity): RemoteIdentity {
  if (said && said.id !== read.id)
    throw new ProviderError('invalid_response', 'OnlyFansAPI: the account reads as another user')
  return {
    id: read.id,
    username: read.username || (said?.username ?? ''),
    name: read.name || (said?.name ?? ''),
    avatarUrl: read.avatarUrl ?? said?.avatarUrl ?? null,
  }
}

async function proveAttempt(context: Context): Promise<Proof> {
  const { client, request, baseUrl, budget } = context
  const { done, reading } = await readAttempt(client, request, baseUrl, budget)
  if (!done) return { result: 'pending', reading }
  const identity = await readAs(context, done.connectionId)
  if (!identity) {
    const fallback = { state: 'authenticating', lastError: null, progress: null } as const
    return { result: 'pending', reading: done.reading ?? fallback }
  }
  return {
    result: 'proven',
    connectionId: done.connectionId,
    identity: agreed(done.reading?.identity ?? null, identity),
    permissions: [],
    // A login of our own form has no reference at this provider.
    referenceId: null,
    method: 'session_status',
  }
}

async function proveListed(context: Context): Promise<Proof> {
  const { connection, reading } = await findListed(context.client, context.request, context.budget)
  const identity = connection && (await readAs(context, connection.id))
  if (!identity) return { result: 'pending', reading }
  return {
    result: 'proven',
    connectionId: connection.id,
    identity: agreed(connection.identity, identity),
    permissions: [],
    referenceId: connection.referenceId,
    method: 'connection_list',
  }
}

/**
 * Proves an attempt within the request's deadline. `pending` when OnlyFansAPI does not (yet) call it done, or the
 * account does not read yet. Throws ProviderError: `invalid_response` when what it says contradicts itself.
 */
export function prove(
  client: OnlyfansapiClient,
  now: () => Date,
  baseUrl: string,
  request: ProofRequest,
): Promise<Proof> {
  const ms = request.deadline.getTime() - now().getTime()
  return withBudget(now, ms, undefined, (budget) => {
    const context = { client, request, baseUrl, budget }
    return request.mode === 'embed' ? proveListed(context) : proveAttempt(context)
  })
}
