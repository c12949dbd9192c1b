import type { RecentSession } from '@/lib/attention/get-home'
import { SessionLine } from '../link-sessions/session-line'
import { Card } from '../ui/card'
import { DOTTED } from '../ui/dotted'
import { RelativeTime } from '../ui/relative-time'

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
            <SessionLine key={session.id} slug={slug} session={session} title={session.creatorName}>
              <span className={DOTTED}>
                <span>{session.purpose === 'connect' ? 'Connect' : 'Reconnect'}</span>
                <RelativeTime at={session.createdAt} />
                {session.startedBy && <bdi>{session.startedBy}</bdi>}
              </span>
            </SessionLine>
          ))}
        </ul>
      )}
    </Card>
  )
}
