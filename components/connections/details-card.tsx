import { Card } from '@/components/ui/card'
import { RelativeTime } from '@/components/ui/relative-time'
import type { ConnectionView } from '@/lib/connections/get-connection'
import { PageLink } from '../ui/page-link'
import { CopyFact, FactLine, Facts } from './facts'
import { providerName } from './provider-words'

/** Where the connection comes from, whose it is, and its ids. */
export function DetailsCard({ slug, connection }: { slug: string; connection: ConnectionView }) {
  return (
    <Card title="Details">
      <Facts>
        <FactLine label="Creator">
          <PageLink className="link" href={`/a/${slug}/connections?creator=${connection.creator.id}`}>
            <bdi>{connection.creator.name}</bdi>
          </PageLink>
        </FactLine>
        <FactLine label="Connected by">
          {connection.connectedBy ?? 'Nobody in the team'}, <RelativeTime at={connection.createdAt} />
        </FactLine>
        <FactLine label="Looked after by">
          {connection.owner?.name ?? <span className="text-muted">Nobody yet</span>}
        </FactLine>
        <FactLine label="Provider">
          {providerName(connection.provider)}
          {connection.providerAccountLabel !== providerName(connection.provider) && (
            <span className="text-muted"> · {connection.providerAccountLabel}</span>
          )}
        </FactLine>
        {connection.endedAt && (
          <FactLine label="Disconnected">
            <RelativeTime at={connection.endedAt} />
          </FactLine>
        )}
        <CopyFact label="Username" value={connection.username} />
        <CopyFact label="OnlyFans user id" value={connection.ofUserId} />
        <CopyFact label="Connection id at the provider" value={connection.providerConnectionId} />
        <CopyFact label="Connection id here" value={connection.id} />
        <CopyFact label="Reference" value={connection.referenceId} />
      </Facts>
    </Card>
  )
}
