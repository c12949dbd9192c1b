import {
  CircleCheck,
  ClockAlert,
  type LucideIcon,
  MessageSquareLock,
  Unlink,
  Unplug,
  UserRoundSearch,
} from 'lucide-react'
import { Badge } from '@/components/ui/badge'
import { cx } from '@/components/ui/cx'
import type { Tone } from '@/components/ui/tone'
import { type ConnectionStatus, STATUS_LABELS } from '@/lib/connections/words'

const LOOKS: Record<ConnectionStatus, { icon: LucideIcon; tone: Tone; text: string }> = {
  active: { icon: CircleCheck, tone: 'success', text: 'text-success' },
  expiring: { icon: ClockAlert, tone: 'warning', text: 'text-warning' },
  needs_reauth: { icon: Unplug, tone: 'danger', text: 'text-danger' },
  awaiting_2fa: { icon: MessageSquareLock, tone: 'warning', text: 'text-warning' },
  needs_review: { icon: UserRoundSearch, tone: 'danger', text: 'text-danger' },
  disconnected: { icon: Unlink, tone: 'neutral', text: 'text-muted' },
}

/** The sign of a status alone; the word stands beside it. */
export function StatusIcon({ status, className }: { status: ConnectionStatus; className?: string }) {
  const { icon: Icon, text } = LOOKS[status]
  return <Icon aria-hidden className={cx('size-4 shrink-0', text, className)} />
}

/** Status as icon, word and reason, on two short lines. */
export function StatusLine({
  status,
  reason,
  className,
}: {
  status: ConnectionStatus
  reason: string
  className?: string
}) {
  return (
    <span className={cx('flex min-w-0 items-center gap-2', className)}>
      <StatusIcon status={status} />
      <span className="flex min-w-0 flex-wrap items-baseline gap-x-2 @4xl:block">
        <span className="block truncate font-medium text-ink">{STATUS_LABELS[status]}</span>
        <span className="block truncate text-sm text-muted" title={reason}>
          {reason}
        </span>
      </span>
    </span>
  )
}

/** The same as a badge, for the head of a page. */
export function StatusBadge({ status }: { status: ConnectionStatus }) {
  const { icon: Icon, tone } = LOOKS[status]
  return (
    <Badge tone={tone} icon={<Icon aria-hidden />}>
      {STATUS_LABELS[status]}
    </Badge>
  )
}
