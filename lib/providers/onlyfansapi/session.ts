/** What became of one attempt: of our own form, by its id; of the widget, by what the list of accounts holds. */
import type { Budget } from '../budget'
import { ProviderError, type RemoteConnection, type SessionReading, type SessionRef } from '../types'
import { toIdentity } from '../wire'
import type { Account } from './api-types'
import type { OnlyfansapiClient } from './client'
import { attemptOf } from './ids'
import { connectedAccount, toReading, toRemoteConnection } from './mapper'

export type Completed = Extract<SessionReading, { state: 'completed' }>

/** An attempt that is done names its account; its user may be missing from that answer. */
export type AttemptReading =
  | { done: { connectionId: string; reading: Completed | null }; reading: null }
  | { done: null; reading: SessionReading }

export async function readAttempt(
  client: OnlyfansapiClient,
  session: SessionRef,
  baseUrl: string,
  budget?: Budget,
): Promise<AttemptReading> {
  const attempt = attemptOf(session.clientSecret, 'OnlyFansAPI authenticate.poll')
  try {
    const poll = await client.login.poll(attempt.id, budget)
    const connectionId = connectedAccount(poll)
    if (connectionId === null) return { done: null, reading: toReading(poll, attempt.deeplink, baseUrl) }
    const user = poll.account?.onlyfans_data
    const reading: Completed | null = user
      ? { state: 'completed', connectionId, identity: toIdentity(user) }
      : null
    return { done: { connectionId, reading }, reading: null }
  } catch (error) {
    if (!(error instanceof ProviderError && error.kind === 'not_found')) throw error
    return { done: null, reading: { state: 'gone' } }
  }
}

type Listed = { connection: RemoteConnection | null; reading: SessionReading }

function readingOf(item: Account): Listed {
  const connection = item.is_authenticated ? toRemoteConnection(item) : null
  if (!connection) {
    const progress = item.authentication_progress
    return { connection, reading: { state: 'authenticating', lastError: null, progress } }
  }
  const { id: connectionId, identity } = connection
  return { connection, reading: { state: 'completed', connectionId, identity } }
}

/**
 * The account that a session of the widget made: with our reference, or the one that a verified webhook named with it.
 * Who the widget's page says has signed in counts for nothing. Until there is one, the session is open.
 */
export async function findListed(
  client: OnlyfansapiClient,
  session: SessionRef,
  budget?: Budget,
): Promise<Listed> {
  const { items } = await client.team.accounts(budget)
  const ours = items.filter(
    (item) => item.id === session.hintedConnectionId || item.client_reference_id === session.referenceId,
  )
  const item = ours.find((each) => each.is_authenticated) ?? ours[0]
  return item ? readingOf(item) : { connection: null, reading: { state: 'open' } }
}
