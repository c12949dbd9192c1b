import type { AttentionCause } from '@/lib/attention/words'
import type { ListInput } from '@/lib/connections/list-input'
import { listHref } from '../connections/list-url'

/** The list of connections with the cause of a group; null for groups that are no connections. */
export function showAllHref(slug: string, cause: AttentionCause): string | null {
  const filter = filterOf(cause)
  return filter && listHref(slug, { ...filter, sort: 'broken' })
}

function filterOf(cause: AttentionCause): ListInput | null {
  switch (cause) {
    case 'renewal_due':
      return { status: 'expiring' }
    case 'other_user':
      return { status: 'needs_review' }
    case 'provider_awaiting_2fa':
      return { status: 'awaiting_2fa' }
    case 'session_expired':
    case 'provider_expired':
    case 'signed_out':
    case 'session_missing':
    case 'other_user_refused':
      return { status: 'needs_reauth', reason: cause }
    case 'other_reason':
      return { status: 'needs_reauth' }
    default:
      return null
  }
}
