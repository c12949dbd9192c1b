import type { Budget } from '../budget'
import type { SessionReading, SessionRef } from '../types'
import type { OfauthClient } from './client'
import { toReading } from './mapper'

/**
 * The status of a session by its own secret. `unreadable`: completed, without a user that can be read. Null for a word
 * that we don't know on a hosted session.
 */
export async function readStatusOf(
  client: OfauthClient,
  { mode, clientSecret }: SessionRef,
  budget?: Budget,
): Promise<SessionReading | 'unreadable' | null> {
  const isOurs = mode === 'whitelabel'
  const reply = await (isOurs
    ? client.link.whitelabelStatus(clientSecret, budget)
    : client.link.status(clientSecret, budget))
  return toReading(reply, isOurs) ?? (reply.status === 'completed' ? 'unreadable' : null)
}
