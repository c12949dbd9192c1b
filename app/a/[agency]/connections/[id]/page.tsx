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
import { DiagnosisCard } from '@/components/diagnosis/diagnosis-card'
import { LivePage } from '@/components/live/live-page'
import { Card } from '@/components/ui/card'
import { listTimeline } from '@/lib/audit/list-timeline'
import { actorId, type Ctx } from '@/lib/auth/context'
import { may } from '@/lib/auth/permissions'
import type { ConnectionView } from '@/lib/connections/get-connection'
import { getDiagnosis } from '@/lib/diagnosis/get-diagnosis'
import { getLoginBudget } from '@/lib/login/budget'
import { listOwnerChoices } from '@/lib/team/look-after'
import { askCreatorAction } from '../../attention/actions'
import { getInviteLinkAction, mailInviteAction } from '../../invites/actions'
import { startReconnectAction } from '../../link-sessions/actions'
import {
  disconnectConnectionAction,
  editConnectionAction,
  retryDeletionAction,
  setPriorityAction,
  verifyConnectionAction,
} from '../actions'
import { loadConnection } from '../load-connection'

const REPAIR = {
  reconnect: startReconnectAction,
  verify: verifyConnectionAction,
  ask: askCreatorAction,
  share: { getLink: getInviteLinkAction, mail: mailInviteAction },
}

type Props = {
  params: Promise<{ agency: string; id: string }>
  searchParams: Promise<{ before?: string | string[]; line?: string | string[] }>
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { agency, id } = await params
  const { connection } = await loadConnection(agency, id)
  return { title: `@${connection.username}` }
}

/** A line's id from the URL; anything else means none. */
function lineId(text: string | string[] | undefined): number | undefined {
  return typeof text === 'string' && /^[1-9]\d{0,14}$/.test(text) ? Number(text) : undefined
}

/** The newest lines, those before one, or those on which the marked one stands. */
async function linesOf(ctx: Ctx, connectionId: string, before?: number, marked?: number) {
  const lines = await listTimeline(ctx, { connectionId }, before)
  if (marked === undefined || lines.items.some((item) => item.id === marked))
    return { ...lines, paged: before !== undefined }
  return { ...(await listTimeline(ctx, { connectionId }, marked, true)), paged: true }
}

/** What the team keeps about it, and where it comes from. */
async function Aside({ slug, ctx, connection }: { slug: string; ctx: Ctx; connection: ConnectionView }) {
  const choices = await listOwnerChoices(ctx, connection.creator.id)
  return (
    <div className="flex min-w-0 flex-col gap-4">
      <DetailsCard slug={slug} connection={connection} />
      <Card title="Tags and note" description="For the team only">
        <EditForm
          slug={slug}
          connectionId={connection.id}
          tags={connection.tags}
          note={connection.note}
          owner={connection.owner}
          choices={choices}
          me={actorId(ctx)}
          action={editConnectionAction}
        />
      </Card>
      <PermissionsCard permissions={connection.permissions} />
    </div>
  )
}

export default async function ConnectionPage({ params, searchParams }: Props) {
  const { agency: slug, id } = await params
  const { ctx, connection } = await loadConnection(slug, id)
  const query = await searchParams
  const marked = lineId(query.line)
  const [timeline, diagnosis, logins] = await Promise.all([
    linesOf(ctx, connection.id, lineId(query.before), marked),
    getDiagnosis(ctx, connection.id),
    connection.endedAt
      ? null
      : getLoginBudget(ctx, { creatorId: connection.creator.id, ofUserId: connection.ofUserId }),
  ])
  const path = `/a/${slug}/connections/${connection.id}`
  return (
    <>
      <LivePage topics={[`connection:${connection.id}`]} />
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
            prioritize={setPriorityAction}
          />
        }
      />
      <div className="flex flex-col gap-4">
        <ConnectionNotices
          slug={slug}
          connection={connection}
          next={diagnosis.action}
          reconnect={startReconnectAction}
          retryDeletion={retryDeletionAction}
          canRetry={may(ctx, 'connections.disconnect')}
        />
        <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_20rem]">
          <div className="flex min-w-0 flex-col gap-4">
            <StatusCard connection={connection} />
            <DiagnosisCard
              slug={slug}
              status={connection.status}
              target={connection}
              diagnosis={diagnosis}
              logins={logins}
              actions={REPAIR}
            />
            <UserData connection={connection} />
            <TimelineCard slug={slug} path={path} {...timeline} marked={marked} />
          </div>
          <Aside slug={slug} ctx={ctx} connection={connection} />
        </div>
      </div>
    </>
  )
}
