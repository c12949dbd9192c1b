import { wireTwoFactor } from '../flow/two-factor'
import type { Runtime } from '../runtime'
import { avatarOf } from '../state/avatars'
import { findConnection } from '../state/connections'
import type { LinkSession, Organisation } from '../state/schema'
import { findSessionAnywhere, isExpired } from '../state/sessions'

/** Raw session material with values that are easy to search for where they must never turn up. */
const CANARY_SESSION = {
  'user-agent': 'canary-user-agent-6b0e',
  cookie: 'auth_id=1; sess=canary-cookie-4d1f; fp=canary-fp-77c2',
  'x-bc': 'canary-x-bc-93ae',
} as const

/** Whether the provider gives out status for hosted sessions is not certain, so it can be refused. */
export function hiddenFromStatus(organisation: Organisation, session: LinkSession): boolean {
  return organisation.switches.hostedStatus === 'refused' && session.appType !== 'whitelabel'
}

/** The `data` of a completed status. The raw session is for whitelabel apps, unless a switch gives it to all. */
function finishedData(runtime: Runtime, session: LinkSession) {
  const found = findSessionAnywhere(runtime, session.clientSecret)
  const connection = found === null ? undefined : findConnection(found.organisation, session.connectionId)
  if (found === null || connection === undefined) return undefined
  const userData = {
    id: connection.ofUserId,
    name: connection.name,
    username: connection.username,
    avatar: avatarOf(runtime, connection) ?? '',
  }
  return session.appType === 'whitelabel' || found.organisation.switches.rawSession
    ? { id: connection.id, session: { 'user-id': connection.ofUserId, ...CANARY_SESSION }, userData }
    : { id: connection.id, userData }
}

/**
 * The body of a status answer. Both a 404 and the status `not_found` are documented for a session that is
 * gone: an expired one shows the second, a deleted or unknown one the first.
 */
export function sessionStatus(runtime: Runtime, session: LinkSession): { status: string; data?: unknown } {
  if (isExpired(runtime, session)) return { status: 'not_found' }
  const { status, twoFactor } = session
  if (status === 'awaiting_2fa' && twoFactor !== null) {
    return { status, data: { twoFactorState: wireTwoFactor(twoFactor) } }
  }
  return status === 'completed' ? { status, data: finishedData(runtime, session) } : { status }
}
