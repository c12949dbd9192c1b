import type { ReactNode } from 'react'
import type { LinkState } from '@/lib/link-sessions/states'
import { Badge } from '../ui/badge'
import { PageLink } from '../ui/page-link'
import type { Tone } from '../ui/tone'

const TONES: Record<LinkState, Tone> = {
  created: 'info',
  open: 'info',
  authenticating: 'info',
  challenge: 'info',
  verifying: 'info',
  needs_review: 'warning',
  completed: 'success',
  dropped: 'neutral',
  cancelled: 'neutral',
  failed: 'danger',
  expired: 'neutral',
  revoked: 'neutral',
}

/** A Link session in a list, on two short lines with its state; leads to its page. */
export function SessionLine({
  slug,
  session,
  title,
  children,
}: {
  slug: string
  session: { id: string; state: LinkState; label: string }
  title: ReactNode
  /** What is known of it. */
  children: ReactNode
}) {
  return (
    <li>
      <PageLink
        href={`/a/${slug}/link-sessions/${session.id}`}
        className="flex items-center gap-3 px-4 py-2.5 -outline-offset-2 hover:bg-sunken md:px-5"
      >
        <span className="min-w-0 flex-1">
          <span className="block truncate font-medium text-ink">{title}</span>
          <span className="block text-sm text-muted wrap-anywhere">{children}</span>
        </span>
        <Badge tone={TONES[session.state]}>{session.label}</Badge>
      </PageLink>
    </li>
  )
}
