import Link from 'next/link'
import type { InviteAttempt } from '@/lib/invites/get-invite'
import type { LinkState } from '@/lib/link-sessions/states'
import { Badge } from '../ui/badge'
import { Card } from '../ui/card'
import { RelativeTime } from '../ui/relative-time'
import type { Tone } from '../ui/tone'

const TONES: Partial<Record<LinkState, Tone>> = {
  created: 'info',
  open: 'info',
  authenticating: 'info',
  challenge: 'info',
  verifying: 'info',
  needs_review: 'warning',
  completed: 'success',
  failed: 'danger',
}

/** The Link sessions that the creator began with the link. */
export function AttemptList({ slug, attempts }: { slug: string; attempts: InviteAttempt[] }) {
  return (
    <Card title="Attempts" flush>
      {attempts.length === 0 ? (
        <p className="px-4 py-5 text-ink-2 md:px-5">
          None yet. Each time the creator presses Continue, how it went is kept here.
        </p>
      ) : (
        <ul className="divide-y divide-line">
          {attempts.map((attempt) => (
            <li key={attempt.id}>
              <Link
                href={`/a/${slug}/link-sessions/${attempt.id}`}
                prefetch={false}
                className="flex items-center gap-3 px-4 py-2.5 -outline-offset-2 hover:bg-sunken md:px-5"
              >
                <span className="min-w-0 flex-1">
                  <span className="block truncate font-medium text-ink">
                    {attempt.connection
                      ? `@${attempt.connection.username}`
                      : `Session ${attempt.id.slice(0, 8)}`}
                  </span>
                  <span className="block truncate text-sm text-muted">
                    Begun <RelativeTime at={attempt.createdAt} />
                  </span>
                </span>
                <Badge tone={TONES[attempt.state] ?? 'neutral'}>{attempt.label}</Badge>
              </Link>
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}
