import type { InviteItem } from '@/lib/invites/list-invites'
import { mailStatusWords } from '@/lib/mail/words'

/** What should be known of an invite besides its state, the most pressing first. `detail` is for a tooltip. */
export type RowNotice = { tone: 'danger' | 'warning' | 'muted'; label: string; detail: string | null }

/** One line under an invite's state: that the creator waits, or how its last mail fared; null when there is nothing. */
export function rowNotice(item: Pick<InviteItem, 'askedAgainAt' | 'mail' | 'state'>): RowNotice | null {
  if (item.askedAgainAt)
    return {
      tone: 'warning',
      label: 'Asks for a new link',
      detail: 'The creator found the link closed and asked for a new one.',
    }
  // One that was not worth sending any more is no news.
  if (!item.mail || item.mail.status === 'dropped') return null
  const { label, detail } = mailStatusWords(item.mail.status, item.mail.problem)
  if (item.mail.status === 'failed') return { tone: 'danger', label: 'Mail not delivered', detail }
  const waiting = item.mail.status === 'queued' && item.mail.problem !== null
  return { tone: waiting ? 'warning' : 'muted', label: `Mail: ${label.toLowerCase()}`, detail }
}
