import { Check, Eye, type LucideIcon, MousePointerClick } from 'lucide-react'
import type { ReactNode } from 'react'
import type { InviteView } from '@/lib/invites/get-invite'
import { Card } from '../ui/card'
import { cx } from '../ui/cx'
import { RelativeTime } from '../ui/relative-time'

function Step({
  icon: Icon,
  label,
  value,
  reached,
  children,
}: {
  icon: LucideIcon
  label: string
  value: string
  reached: boolean
  children: ReactNode
}) {
  return (
    <li className="flex min-w-0 items-start gap-3 sm:flex-col sm:gap-2">
      <span
        aria-hidden
        className={cx(
          'flex size-8 shrink-0 items-center justify-center rounded-full',
          reached ? 'bg-success-soft text-success' : 'bg-sunken text-muted',
        )}
      >
        <Icon className="size-4" />
      </span>
      <div className="min-w-0">
        <p className="flex items-baseline gap-2">
          <span className="text-xl font-semibold tracking-tight text-ink">{value}</span>
          <span className="font-medium text-ink-2">{label}</span>
        </p>
        <p className="text-sm text-muted">{children}</p>
      </div>
    </li>
  )
}

/** How far it came: opened, started, done. */
export function StepCounters({ invite }: { invite: InviteView }) {
  return (
    <Card title="How far it came">
      <ol className="grid gap-4 sm:grid-cols-3">
        <Step icon={Eye} label="opened" value={String(invite.opened)} reached={invite.opened > 0}>
          {invite.lastOpenedAt ? (
            <>
              Last <RelativeTime at={invite.lastOpenedAt} />
            </>
          ) : (
            'Nobody has looked at the page yet.'
          )}
        </Step>
        <Step
          icon={MousePointerClick}
          label="started"
          value={String(invite.started)}
          reached={invite.started > 0}
        >
          Times that Continue led to the login.
        </Step>
        <Step
          icon={Check}
          label="done"
          value={`${invite.uses} of ${invite.maxUses}`}
          reached={invite.uses > 0}
        >
          Accounts that were proven.
        </Step>
      </ol>
    </Card>
  )
}
