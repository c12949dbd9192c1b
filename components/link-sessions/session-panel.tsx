import {
  Ban,
  CircleCheck,
  CircleX,
  Clock,
  Hourglass,
  LogIn,
  type LucideIcon,
  MessageSquareLock,
  ShieldCheck,
  UserRoundSearch,
} from 'lucide-react'
import type { ReactNode } from 'react'
import { cx } from '@/components/ui/cx'
import { SOFT_TONES } from '@/components/ui/tone'
import { WHO_LABELS } from '@/lib/connections/words'
import type { LinkSessionView } from '@/lib/link-sessions/get-link-session'
import type { LinkState } from '@/lib/link-sessions/states'
import { SessionSteps } from './session-steps'
import { becameNew, sessionWords } from './session-words'

const ICONS: Record<LinkState, LucideIcon> = {
  created: Hourglass,
  open: LogIn,
  authenticating: LogIn,
  challenge: MessageSquareLock,
  verifying: ShieldCheck,
  completed: CircleCheck,
  needs_review: UserRoundSearch,
  cancelled: Ban,
  failed: CircleX,
  expired: Clock,
  revoked: Ban,
  dropped: Ban,
}

/** What happened, what to do next, who must act. Changes are read aloud as they come. */
export function SessionPanel({
  session,
  asks,
  children,
}: {
  session: LinkSessionView
  /** What a login through our own form asks of this browser now; null where it asks nothing. */
  asks: { title: string; text: string } | null
  children?: ReactNode
}) {
  const words = sessionWords(session)
  const Icon = ICONS[session.state]
  return (
    <section className="rounded-lg border border-line bg-surface shadow-xs">
      <div className="px-4 py-5 md:px-6">
        <SessionSteps
          state={session.state}
          repaired={session.purpose === 'reconnect' && !becameNew(session)}
        />
        <div role="status" className="flex gap-4">
          <span
            aria-hidden
            className={cx(
              'flex size-10 shrink-0 items-center justify-center rounded-full',
              SOFT_TONES[words.tone],
            )}
          >
            <Icon className="size-5" />
          </span>
          <div className="min-w-0 max-w-prose">
            <h2 className="text-lg font-semibold text-balance text-ink">{asks?.title ?? words.title}</h2>
            <p className="mt-1 text-pretty text-ink-2">{asks?.text ?? words.what}</p>
            {!asks && words.next && <p className="mt-1 text-pretty text-ink-2">{words.next}</p>}
            {!asks && words.who !== 'nobody' && (
              <p className="mt-2 text-sm text-muted">
                Who must act: <span className="font-medium text-ink">{WHO_LABELS[words.who]}</span>
              </p>
            )}
          </div>
        </div>
        {children && <div className="mt-5 flex flex-col gap-4 sm:pl-14">{children}</div>}
      </div>
    </section>
  )
}
