import { isBroken, type WhoMustAct } from '../connections/words'
import { type DiagnosisCause, type NextAction, ruleOf } from './causes'
import type { Attempt, FactEvent, Facts } from './facts'

/** What stands in the way of a repair, whatever the cause is. */
export type Blocker = 'key_refused' | 'misconfigured' | 'unavailable'

export type Diagnosis = {
  cause: DiagnosisCause
  headline: string
  explanation: string
  /** Lines of the timeline that it rests on, the newest first. */
  evidence: number[]
  whoMustAct: WhoMustAct
  action: NextAction
  /** Only a new connection helps. */
  unrepairable: boolean
  blockedBy: Blocker | null
}

const BY_REASON: Record<string, DiagnosisCause> = {
  renewal_due: 'renewal_due',
  session_expired: 'login_ended',
  session_missing: 'login_missing',
  signed_out: 'signed_out',
  provider_expired: 'marked_expired',
  provider_awaiting_2fa: 'second_factor',
  other_user_refused: 'wrong_account_refused',
  other_user: 'other_user',
  by_team: 'ended_by_team',
  by_creator: 'ended_by_creator',
  closed_in_review: 'ended_in_review',
}

const BY_STEP: Record<string, DiagnosisCause> = {
  'pre-login': 'cancelled_before_login',
  login: 'cancelled_at_login',
  '2fa': 'cancelled_at_code',
  authorization: 'access_refused',
}

const BY_CODE: Record<string, DiagnosisCause> = {
  not_found: 'gone_at_provider',
  account_locked: 'account_locked',
  invalid_credentials: 'wrong_login',
  '2fa_failed': 'second_factor_failed',
  face_failed: 'second_factor_failed',
  no_stored_credentials: 'no_stored_credentials',
  session_expired: 'ran_out',
  not_proven: 'never_confirmed',
  limit_reached: 'plan_limit',
  misconfigured: 'provider_setup',
  app_not_found: 'provider_setup',
  scope_missing: 'provider_setup',
  unauthorized_key: 'provider_setup',
  unavailable: 'could_not_start',
  invalid_response: 'could_not_start',
  rate_limited: 'could_not_start',
  rejected: 'could_not_start',
  internal: 'could_not_start',
}

/** True when the attempt failed on something that works again meanwhile, so that it explains nothing any more. */
function isHealed({ code }: Attempt, { provider }: Facts): boolean {
  return (
    (code === 'unauthorized_key' && !provider.keyRefusedAt) ||
    (code === 'misconfigured' && !provider.misconfiguredAt)
  )
}

/** What an attempt that is over says; null when it says nothing (stopped by somebody, or it worked). */
function causeOfAttempt({ state, code }: Attempt): DiagnosisCause | null {
  if (state === 'cancelled') return BY_STEP[code ?? ''] ?? 'cancelled_at_login'
  if (state === 'expired') return 'ran_out'
  if (state === 'dropped') return 'wrong_account'
  if (state === 'failed') return BY_CODE[code ?? ''] ?? 'attempt_failed'
  return null
}

function causeOf(facts: Facts): DiagnosisCause {
  const { connection, provider, attempt } = facts
  if (connection.endedAt || connection.status === 'disconnected')
    return BY_REASON[connection.reason] ?? 'ended'
  if (connection.status === 'needs_review') return 'other_user'
  if (!isBroken(connection.status)) {
    if (provider.keyRefusedAt) return 'works_key_refused'
    if (connection.status === 'expiring') return 'renewal_due'
    if (provider.unavailableSince) return 'works_provider_down'
    if (provider.heldSince) return 'works_held'
    if (connection.suspectSince) return 'works_suspected'
    if (newerCheckFailed(facts)) return 'works_unchecked'
    return connection.overdue ? 'works_untold' : 'works'
  }
  // What the last try says is more to the point than what broke it; one from before says nothing.
  const late = attempt && connection.brokenSince && attempt.endedAt >= connection.brokenSince
  const told = late && !isHealed(attempt, facts) ? causeOfAttempt(attempt) : null
  const why = BY_REASON[connection.reason]
  // Both tell of the refused account; the reason tells it better.
  if (told === 'wrong_account' && why === 'wrong_account_refused') return why
  return told ?? why ?? 'unexplained'
}

function newerCheckFailed({ events, connection }: Facts): boolean {
  const failed = events.find((event) => event.kind === 'connection.check_failed')
  return failed !== undefined && (connection.lastProvenAt === null || failed.at > connection.lastProvenAt)
}

const PROOFS = [
  'connection.cleared',
  'connection.verified',
  'connection.reconnected',
  'connection.repaired_elsewhere',
  'connection.created',
  'orphan.adopted',
]
const BREAKS = ['connection.needs_reauth', 'connection.awaiting_2fa', 'connection.needs_review']
const ENDINGS = [
  'session.failed',
  'session.init_failed',
  'session.cancelled',
  'session.expired',
  'session.dropped',
]

/** The newest line of one of these kinds. */
function newest(events: FactEvent[], kinds: readonly string[], of?: string): FactEvent[] {
  const found = events.find((event) => kinds.includes(event.kind) && (!of || event.linkSessionId === of))
  return found ? [found] : []
}

/** The lines that a cause rests on: what broke it, how the last try ended, and when it last worked. */
function evidenceOf(cause: DiagnosisCause, { events, attempt, connection }: Facts): number[] {
  const lines = new Map<number, FactEvent>()
  const add = (kinds: readonly string[], of?: string) => {
    for (const event of newest(events, kinds, of)) lines.set(event.id, event)
  }
  if (connection.endedAt || connection.status === 'disconnected') add(['connection.disconnected'])
  else if (isBroken(connection.status)) {
    if (attempt && causeOfAttempt(attempt) === cause) add(ENDINGS, attempt.linkSessionId)
    add(BREAKS)
    if (cause === 'other_user') add(['session.needs_review'])
  } else if (cause === 'works_unchecked') add(['connection.check_failed'])
  else if (cause === 'works_suspected') add(['connection.suspected'])
  if (!connection.endedAt) add(PROOFS)
  return [...lines.values()]
    .sort((a, b) => b.at.getTime() - a.at.getTime() || b.id - a.id)
    .map((event) => event.id)
}

function blockerOf({ provider }: Facts): Blocker | null {
  if (provider.keyRefusedAt) return 'key_refused'
  if (provider.misconfiguredAt) return 'misconfigured'
  return provider.unavailableSince ? 'unavailable' : null
}

/** True when the action needs a new session at the provider. */
const needsProvider = (action: NextAction) =>
  action === 'ask' || action === 'reconnect' || action === 'connect_anew'

/**
 * Why a connection is as it is, from its row, its timeline and the state of its provider account. Pure: the same
 * facts always give the same answer, and the answer names the lines that it rests on.
 */
export function diagnose(facts: Facts): Diagnosis {
  const cause = causeOf(facts)
  const rule = ruleOf(cause)
  const blockedBy = needsProvider(rule.action) || rule.action === 'fix_provider' ? blockerOf(facts) : null
  const shut = blockedBy === 'key_refused' || blockedBy === 'misconfigured'
  const base = {
    cause,
    headline: rule.headline,
    explanation: rule.explanation,
    evidence: evidenceOf(cause, facts),
    unrepairable: rule.unrepairable ?? false,
    blockedBy,
  }
  if (facts.live && (rule.action === 'ask' || rule.action === 'reconnect'))
    return { ...base, whoMustAct: rule.who, action: 'follow' }
  if (shut && !base.unrepairable) return { ...base, whoMustAct: 'admin', action: 'fix_provider' }
  if (rule.action === 'review' && !facts.review) return { ...base, whoMustAct: rule.who, action: 'verify' }
  return { ...base, whoMustAct: rule.who, action: rule.action }
}
