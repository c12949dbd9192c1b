import type { Budget } from '../budget'
import { type Proof, type ProofRequest, ProviderError, type SessionReading } from '../types'
import type { Attempt } from './api-types'
import type { OnlyfanskitClient } from './client'
import { type AttemptReading, type Manner, toIdentity, toReading } from './mapper'
import { readProfile } from './profile'

type Done = Extract<AttemptReading, { state: 'done' }>

/** Done at the provider, and its account does not read yet. */
const UNSETTLED: SessionReading = { state: 'authenticating', lastError: null, progress: null }

async function finish(
  client: OnlyfanskitClient,
  { accountId }: Done,
  budget: Budget,
): Promise<SessionReading> {
  if (accountId === null) {
    throw new ProviderError('invalid_response', 'OnlyFansKit attempt.read: done without an account')
  }
  try {
    const identity = toIdentity(await readProfile(client, accountId, budget))
    return { state: 'completed', connectionId: accountId, identity }
  } catch (error) {
    const kind = error instanceof ProviderError ? error.kind : null
    if (kind === 'not_found' || kind === 'reauth_required') return UNSETTLED
    throw error
  }
}

/** Reads an attempt, and with a finished one whose account it is. Throws when that can't be read. */
export async function readAttempt(
  client: OnlyfanskitClient,
  manner: Manner,
  id: string,
  budget: Budget,
): Promise<SessionReading> {
  let reading: AttemptReading
  try {
    reading = toReading(await client.attempt(id, budget), manner)
  } catch (error) {
    if (error instanceof ProviderError && error.kind === 'not_found') return { state: 'gone' }
    throw error
  }
  return reading.state === 'done' ? finish(client, reading, budget) : reading
}

/**
 * The reading of an attempt that a change answered with. Never throws: what was sent has reached OnlyFans, so a failed
 * look at the account must not hide the attempt. The next reading tells.
 */
export async function settle(
  client: OnlyfanskitClient,
  manner: Manner,
  attempt: Attempt,
  budget: Budget,
): Promise<SessionReading> {
  const reading = toReading(attempt, manner)
  if (reading.state !== 'done') return reading
  return finish(client, reading, budget).catch(() => UNSETTLED)
}

/**
 * Proof is the attempt's own end: its id was given to our server alone. The read of the account is the second half; a
 * dead one is `pending`.
 */
export async function prove(
  client: OnlyfanskitClient,
  manner: Manner,
  request: ProofRequest,
  budget: Budget,
): Promise<Proof> {
  const reading = await readAttempt(client, manner, request.clientSecret, budget)
  if (reading.state !== 'completed' || reading.connectionId === null) return { result: 'pending', reading }
  return {
    result: 'proven',
    connectionId: reading.connectionId,
    identity: reading.identity,
    permissions: null,
    referenceId: null,
    method: 'session_status',
  }
}
