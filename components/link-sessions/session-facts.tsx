import { CopyFact, FactLine, Facts } from '@/components/connections/facts'
import { Card } from '@/components/ui/card'
import { RelativeTime } from '@/components/ui/relative-time'
import type { LinkSessionView } from '@/lib/link-sessions/get-link-session'
import { isLive } from '@/lib/link-sessions/states'

/** Who started the session, for whom, until when, and under which reference to ask about it. */
export function SessionFacts({ session }: { session: LinkSessionView }) {
  return (
    <Card title="Details">
      <Facts>
        <FactLine label="Creator">
          <bdi>{session.creator.name}</bdi>
        </FactLine>
        <FactLine label="Started by">
          {session.startedByMe ? 'You' : (session.startedBy ?? 'Patchbay itself')},{' '}
          <RelativeTime at={session.createdAt} />
        </FactLine>
        {isLive(session.state) && (
          <FactLine label="Ends by itself">
            <RelativeTime at={session.expiresAt} />
          </FactLine>
        )}
        <CopyFact label="Reference" value={session.id.slice(0, 8)} />
      </Facts>
    </Card>
  )
}
