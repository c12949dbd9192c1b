import { Ban, CircleCheck, CirclePause, ClockAlert, Link2, type LucideIcon } from 'lucide-react'
import { INVITE_STATE_LABELS, type InviteState } from '@/lib/invites/states'
import { Badge } from '../ui/badge'
import { cx } from '../ui/cx'
import type { Tone } from '../ui/tone'

const LOOKS: Record<InviteState, { icon: LucideIcon; tone: Tone; text: string }> = {
  open: { icon: Link2, tone: 'success', text: 'text-success' },
  paused: { icon: CirclePause, tone: 'warning', text: 'text-warning' },
  expired: { icon: ClockAlert, tone: 'neutral', text: 'text-muted' },
  used_up: { icon: CircleCheck, tone: 'info', text: 'text-info' },
  revoked: { icon: Ban, tone: 'neutral', text: 'text-muted' },
}

/** The sign of a state alone; the word stands beside it. */
export function InviteStateIcon({ state, className }: { state: InviteState; className?: string }) {
  const { icon: Icon, text } = LOOKS[state]
  return <Icon aria-hidden className={cx('size-4 shrink-0', text, className)} />
}

/** What an invite is at the moment: icon and word. */
export function InviteStateBadge({ state }: { state: InviteState }) {
  const { icon: Icon, tone } = LOOKS[state]
  return (
    <Badge tone={tone} icon={<Icon aria-hidden />}>
      {INVITE_STATE_LABELS[state]}
    </Badge>
  )
}
