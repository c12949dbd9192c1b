import Link from 'next/link'
import type { RecentSession } from '@/lib/attention/get-home'
import type { LinkState } from '@/lib/link-sessions/states'
import { Badge } from '../ui/badge'
import { Card } from '../ui/card'
import { RelativeTime } from '../ui/relative-time'
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

/** The latest attempts to connect or reconnect. */
export function RecentSessions({ slug, sessions }: { slug: string; sessions: RecentSession[] }) {
  return (
    <Card title="Recent Link sessions" flush>
      {sessions.length === 0 ? (
        <p className="px-4 py-5 text-ink-2 md:px-5">
          No attempt yet. Each time somebody connects or reconnects, how it went is kept here.
        </p>
      ) : (
        <ul className="divide-y divide-line">
          {sessions.map((session) => (
            <li key={session.id}>
              <Link
                href={`/a/${slug}/link-sessions/${session.id}`}
                prefetch={false}
                className="flex items-center gap-3 px-4 py-2.5 -outline-offset-2 hover:bg-sunken md:px-5"
              >
                <span className="min-w-0 flex-1">
                  <span className="block truncate font-medium text-ink">{session.creatorName}</span>
                  <span className="block truncate text-sm text-muted">
                    {session.purpose === 'connect' ? 'Connect' : 'Reconnect'} ·{' '}
                    <RelativeTime at={session.createdAt} />
                    {session.startedBy && ` · ${session.startedBy}`}
                  </span>
                </span>
                <Badge tone={TONES[session.state]}>{session.label}</Badge>
              </Link>
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}
