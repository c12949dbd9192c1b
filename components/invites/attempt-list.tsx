import type { InviteAttempt } from '@/lib/invites/get-invite'
import { SessionLine } from '../link-sessions/session-line'
import { Card } from '../ui/card'
import { RelativeTime } from '../ui/relative-time'

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
            <SessionLine
              key={attempt.id}
              slug={slug}
              session={attempt}
              title={
                attempt.connection ? `@${attempt.connection.username}` : `Session ${attempt.id.slice(0, 8)}`
              }
            >
              Begun <RelativeTime at={attempt.createdAt} />
            </SessionLine>
          ))}
        </ul>
      )}
    </Card>
  )
}
