import { SearchX, Send } from 'lucide-react'
import type { Metadata } from 'next'
import { InviteList } from '@/components/invites/invite-list'
import { InviteFilters } from '@/components/invites/list-filters'
import { inviteListHref, isNarrowed } from '@/components/invites/list-url'
import { InviteStateTabs } from '@/components/invites/state-tabs'
import { LivePage } from '@/components/live/live-page'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { LinkButton } from '@/components/ui/link-button'
import { PageHeader } from '@/components/ui/page-header'
import { Paging } from '@/components/ui/paging'
import { may } from '@/lib/auth/permissions'
import { pickCreators } from '@/lib/creators/list-creators'
import { countInvites } from '@/lib/invites/count-invites'
import { inviteListInput } from '@/lib/invites/input'
import { listInvites } from '@/lib/invites/list-invites'
import { requireContext } from '../../context'
import {
  extendInviteAction,
  getInviteLinkAction,
  mailInviteAction,
  resumeInviteAction,
  revokeInvitesAction,
} from '../actions'

export const metadata: Metadata = { title: 'Invites' }

type Props = {
  params: Promise<{ agency: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

const ACTIONS = {
  getLink: getInviteLinkAction,
  mail: mailInviteAction,
  resume: resumeInviteAction,
  extend: extendInviteAction,
}

export default async function InvitesPage({ params, searchParams }: Props) {
  const { agency: slug } = await params
  const ctx = await requireContext(slug, `/a/${slug}/invites`)
  const input = inviteListInput.parse(await searchParams)
  const [page, counts, creators] = await Promise.all([
    listInvites(ctx, input),
    countInvites(ctx, input),
    pickCreators(ctx),
  ])
  const invite = (
    <LinkButton href={`/a/${slug}/invites/new`} variant="primary">
      <Send aria-hidden />
      Invite a creator
    </LinkButton>
  )
  const none = page.items.length === 0
  const nothingYet = none && !isNarrowed(input) && !input.cursor
  return (
    <>
      <LivePage topics={['invites']} />
      <PageHeader
        title="Invites"
        description="Links with which creators connect on their own phone."
        actions={!nothingYet && invite}
      />
      {nothingYet ? (
        <Card>
          <EmptyState
            icon={<Send />}
            title="No invite yet"
            description="Make a link and send it to a creator. They need no account here, and log in themselves."
            action={invite}
          />
        </Card>
      ) : (
        <div className="flex flex-col gap-4">
          <InviteFilters slug={slug} input={input} creators={creators} />
          <InviteStateTabs slug={slug} input={input} counts={counts} />
          {none ? (
            <Card>
              <EmptyState
                icon={<SearchX />}
                title="Nothing matches"
                description="No invite has all of what you asked for."
                action={<LinkButton href={`/a/${slug}/invites`}>Show all invites</LinkButton>}
              />
            </Card>
          ) : (
            <InviteList
              slug={slug}
              items={page.items}
              actions={ACTIONS}
              revokeMany={may(ctx, 'invites.revoke_many') ? revokeInvitesAction : null}
            />
          )}
          <Paging
            first={input.cursor ? inviteListHref(slug, input) : null}
            next={page.next ? inviteListHref(slug, input, { cursor: page.next }) : null}
          />
        </div>
      )}
    </>
  )
}
