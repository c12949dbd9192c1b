import { reasonWords } from '@/lib/connections/words'
import { CANCEL_STEPS, OUR_CODES, outcomeWords, REVIEW_WORDS } from '@/lib/link-sessions/words'

type Data = Record<string, string | number | boolean | null>

/** Why a deletion is owed at the provider; see requestDeletion. */
const DELETION_REASONS: Record<string, string> = {
  disconnected: 'The connection was disconnected by the team.',
  replaced: 'The provider gave the account a new connection; the old one is not needed.',
  dropped: 'The account was not kept in a review.',
  late_success: 'The login came through after the session had been stopped.',
  orphan: 'Nothing in Patchbay explained this connection.',
}

const PURPOSES: Record<string, string> = {
  connect: 'To connect an account.',
  reconnect: 'To reconnect this account.',
}

const text = (value: Data[string] | undefined): string =>
  value === null || value === undefined ? '' : String(value)

/** A day is near enough here, and the same in every reader's zone but for hours. */
function untilWords(until: string): string | null {
  const at = new Date(until)
  if (Number.isNaN(at.getTime())) return null
  const day = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' }).format(at)
  return `Valid until ${day}.`
}

/** What the provider's refusal means, when a check or a deletion could not be done. */
export function failureReason(code: string): string {
  return OUR_CODES[code]?.what ?? 'The provider could not be asked.'
}

/**
 * The second line of a timeline entry: its codes in words, or null when its first line says everything. Codes of
 * a provider are never shown as they are.
 */
export function eventDetail(kind: string, data: Data): string | null {
  const code = text(data.code)
  const reason = text(data.reason)
  switch (kind) {
    case 'invite.extended':
      return untilWords(text(data.until))
    case 'session.started':
      return PURPOSES[text(data.purpose)] ?? null
    case 'session.cancelled':
      return `Cancelled ${CANCEL_STEPS[code] ?? CANCEL_STEPS.other}.`
    case 'session.failed':
    case 'session.init_failed':
    case 'session.login_refused':
    case 'session.revoked':
      return code ? outcomeWords(code).what : null
    case 'session.needs_review':
      return REVIEW_WORDS[code]?.what ?? null
    case 'connection.renamed':
      return `From @${text(data.from)} to @${text(data.to)}.`
    case 'connection.edited':
      return data.priority ? `Priority: ${text(data.priority)}.` : null
    case 'connection.check_failed':
    case 'deletion.retrying':
      return failureReason(reason)
    case 'deletion.requested':
      return DELETION_REASONS[reason] ?? null
    case 'deletion.confirmed':
      return data.outcome === 'in_use' ? 'Not needed any more: the connection is in use again.' : null
    case 'connection.needs_reauth':
    case 'connection.awaiting_2fa':
    case 'connection.needs_review':
    case 'connection.gone':
      return reason ? reasonWords(reason).detail : null
    default:
      return null
  }
}
