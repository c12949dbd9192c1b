import { Plus, Send } from 'lucide-react'
import type { Metadata } from 'next'
import { FirstSteps } from '@/components/home/first-steps'
import { Needs } from '@/components/home/needs'
import { RecentSessions } from '@/components/home/recent-sessions'
import { StatusCounts } from '@/components/home/status-counts'
import { LivePage } from '@/components/live/live-page'
import { LinkButton } from '@/components/ui/link-button'
import { PageHeader } from '@/components/ui/page-header'
import { getHome } from '@/lib/attention/get-home'
import { getFirstSteps } from '@/lib/provider-accounts/get-first-steps'
import { askCreatorAction } from '../attention/actions'
import { verifyConnectionAction } from '../connections/actions'
import { requireContext } from '../context'
import { getInviteLinkAction, mailInviteAction } from '../invites/actions'
import { startReconnectAction } from '../link-sessions/actions'

export const metadata: Metadata = { title: 'Home' }

const REPAIR = {
  reconnect: startReconnectAction,
  verify: verifyConnectionAction,
  ask: askCreatorAction,
  share: { getLink: getInviteLinkAction, mail: mailInviteAction },
}

type Props = { params: Promise<{ agency: string }> }

/** "What needs me now?" */
export default async function HomePage({ params }: Props) {
  const { agency: slug } = await params
  const ctx = await requireContext(slug, `/a/${slug}`)
  const steps = await getFirstSteps(ctx)
  if (steps && !steps.hasKey)
    return (
      <>
        <PageHeader
          title="Welcome to Patchbay"
          description={`${ctx.agency.name} has no working API key yet, so nothing can be connected.`}
        />
        <FirstSteps slug={slug} steps={steps} />
      </>
    )
  const home = await getHome(ctx)
  return (
    <>
      <LivePage topics={['attention', 'connections', 'link_sessions']} />
      <PageHeader
        title="What needs you now"
        description={
          home.total === 0
            ? 'No connection waits for anybody.'
            : 'What presses most, then the connections that have been broken longest.'
        }
        actions={
          <>
            <LinkButton href={`/a/${slug}/connections/new`}>
              <Plus aria-hidden />
              Connect an account
            </LinkButton>
            <LinkButton href={`/a/${slug}/invites/new`} variant="primary">
              <Send aria-hidden />
              Invite a creator
            </LinkButton>
          </>
        }
      />
      {steps && (
        <div className="mb-4 lg:mb-6">
          <FirstSteps slug={slug} steps={steps} />
        </div>
      )}
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 lg:gap-6 xl:grid-cols-[minmax(0,1fr)_20rem]">
        <Needs slug={slug} total={home.total} items={home.urgent} actions={REPAIR} />
        <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 md:grid-cols-2 lg:gap-6 xl:grid-cols-1">
          <StatusCounts slug={slug} counts={home.counts} />
          <RecentSessions slug={slug} sessions={home.recent} />
        </div>
      </div>
    </>
  )
}
