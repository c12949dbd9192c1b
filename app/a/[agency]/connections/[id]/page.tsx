import type { Metadata } from 'next'
import { ConnectionActions } from '@/components/connections/connection-actions'
import { ConnectionHeader } from '@/components/connections/connection-header'
import { ConnectionNotices } from '@/components/connections/connection-notices'
import { DetailsCard } from '@/components/connections/details-card'
import { EditForm } from '@/components/connections/edit-form'
import { PermissionsCard } from '@/components/connections/permissions-card'
import { StatusCard } from '@/components/connections/status-card'
import { TimelineCard } from '@/components/connections/timeline-card'
import { UserData } from '@/components/connections/user-data'
import { Card } from '@/components/ui/card'
import { listTimeline } from '@/lib/audit/list-timeline'
import { actorId } from '@/lib/auth/context'
import { may } from '@/lib/auth/permissions'
import { startReconnectAction } from '../../link-sessions/actions'
import {
  disconnectConnectionAction,
  editConnectionAction,
  retryDeletionAction,
  verifyConnectionAction,
} from '../actions'
import { loadConnection } from '../load-connection'

type Props = {
  params: Promise<{ agency: string; id: string }>
  searchParams: Promise<{ before?: string | string[] }>
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { agency, id } = await params
  const { connection } = await loadConnection(agency, id)
  return { title: `@${connection.username}` }
}

/** A line's id from the URL; anything else means the newest lines. */
function position(before: string | string[] | undefined): number | undefined {
  return typeof before === 'string' && /^[1-9]\d{0,14}$/.test(before) ? Number(before) : undefined
}

export default async function ConnectionPage({ params, searchParams }: Props) {
  const { agency: slug, id } = await params
  const { ctx, connection } = await loadConnection(slug, id)
  const before = position((await searchParams).before)
  const timeline = await listTimeline(ctx, { connectionId: connection.id }, before)
  const path = `/a/${slug}/connections/${connection.id}`
  return (
    <>
      <ConnectionHeader
        slug={slug}
        connection={connection}
        actions={
          <ConnectionActions
            slug={slug}
            connection={connection}
            verify={verifyConnectionAction}
            reconnect={startReconnectAction}
            disconnect={disconnectConnectionAction}
          />
        }
      />
      <div className="flex flex-col gap-4">
        <ConnectionNotices
          slug={slug}
          connection={connection}
          reconnect={startReconnectAction}
          retryDeletion={retryDeletionAction}
          canRetry={may(ctx, 'connections.disconnect')}
        />
        <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_20rem]">
          <div className="flex min-w-0 flex-col gap-4">
            <StatusCard connection={connection} />
            <UserData connection={connection} />
            <TimelineCard slug={slug} path={path} {...timeline} paged={before !== undefined} />
          </div>
          <div className="flex min-w-0 flex-col gap-4">
            <DetailsCard slug={slug} connection={connection} />
            <Card title="Tags and note" description="For the team only">
              <EditForm
                slug={slug}
                connectionId={connection.id}
                tags={connection.tags}
                note={connection.note}
                owner={connection.owner}
                me={actorId(ctx)}
                action={editConnectionAction}
              />
            </Card>
            <PermissionsCard permissions={connection.permissions} />
          </div>
        </div>
      </div>
    </>
  )
}
