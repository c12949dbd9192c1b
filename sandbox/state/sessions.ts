import type { Runtime } from '../runtime'
import type { LinkSession, Organisation, Outcome } from './schema'

export const SESSION_LIFETIME_MS = 60 * 60 * 1000
/** How long a dead session still answers as `not_found` before it is forgotten. */
const FORGET_AFTER_MS = 24 * 60 * 60 * 1000

export function isExpired(runtime: Runtime, session: LinkSession): boolean {
  return runtime.store.now() >= session.expiresAt
}

export function findSession(organisation: Organisation, clientSecret: string): LinkSession | undefined {
  return organisation.sessions.find((session) => session.clientSecret === clientSecret)
}

/** Finds a session without knowing its organisation: the person's page has only the secret in its address. */
export function findSessionAnywhere(
  runtime: Runtime,
  clientSecret: string,
): { organisation: Organisation; session: LinkSession } | null {
  for (const organisation of Object.values(runtime.store.state.organisations)) {
    const session = findSession(organisation, clientSecret)
    if (session !== undefined) return { organisation, session }
  }
  return null
}

export function openSessions(runtime: Runtime, organisation: Organisation): number {
  return organisation.sessions.filter(
    (session) => session.screen !== 'finished' && !isExpired(runtime, session),
  ).length
}

export function forgetOldSessions(runtime: Runtime, organisation: Organisation): void {
  const limit = runtime.store.now() - FORGET_AFTER_MS
  organisation.sessions = organisation.sessions.filter((session) => session.expiresAt > limit)
}

/** The address of the person's way back with the documented parameters; null when there is no way back. */
export function returnUrl(
  organisation: Organisation,
  session: LinkSession,
  outcome: Outcome | null = session.outcome,
): string | null {
  const { redirectUrl } = session
  if (outcome === null || redirectUrl === null || organisation.switches.callback === 'drop') return null
  const url = new URL(redirectUrl)
  url.searchParams.set('status', outcome.status)
  if (outcome.status === 'success' && session.connectionId !== null) {
    url.searchParams.set('connection_id', session.connectionId)
  }
  if (outcome.step !== null) url.searchParams.set('step', outcome.step)
  if (outcome.errorCode !== null) url.searchParams.set('error_code', outcome.errorCode)
  if (session.clientReferenceId !== null)
    url.searchParams.set('client_reference_id', session.clientReferenceId)
  return url.href
}
