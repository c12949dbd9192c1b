import { Check, CircleDot, type LucideIcon, Pencil, Search, Trash2, TriangleAlert, X } from 'lucide-react'
import { cx } from '@/components/ui/cx'
import { SOFT_TONES, type Tone } from '@/components/ui/tone'

type Look = { icon: LucideIcon; tone: Tone }

const GOOD: Look = { icon: Check, tone: 'success' }
const BAD: Look = { icon: X, tone: 'danger' }
const CARE: Look = { icon: TriangleAlert, tone: 'warning' }
const GONE: Look = { icon: Trash2, tone: 'neutral' }
const PLAIN: Look = { icon: CircleDot, tone: 'neutral' }

const LOOKS: Partial<Record<string, Look>> = {
  'session.completed': GOOD,
  'connection.created': GOOD,
  'connection.reconnected': GOOD,
  'connection.repaired_elsewhere': GOOD,
  'connection.verified': GOOD,
  'deletion.confirmed': GOOD,
  'invite.used': GOOD,
  'invite.mail_failed': BAD,
  'invite.asked_again': CARE,
  'invite.paused': CARE,
  'invite.revoked': GONE,
  'session.failed': BAD,
  'session.init_failed': BAD,
  'connection.needs_reauth': BAD,
  'connection.gone': BAD,
  'session.cancelled': CARE,
  'session.expired': CARE,
  'session.needs_review': CARE,
  'session.late_success': CARE,
  'connection.needs_review': CARE,
  'connection.awaiting_2fa': CARE,
  'connection.check_failed': CARE,
  'deletion.retrying': CARE,
  'connection.disconnected': GONE,
  'deletion.requested': GONE,
  'connection.edited': { icon: Pencil, tone: 'neutral' },
  'session.verifying': { icon: Search, tone: 'info' },
}

/** The sign of a timeline line; its words stand beside it. */
export function TimelineDot({ kind }: { kind: string }) {
  const { icon: Icon, tone } = LOOKS[kind] ?? PLAIN
  return (
    <span
      aria-hidden
      className={cx(
        'mt-[-1px] flex size-6 shrink-0 items-center justify-center rounded-full',
        SOFT_TONES[tone],
      )}
    >
      <Icon className="size-3.5" />
    </span>
  )
}
