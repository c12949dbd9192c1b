import { Plus, SearchX, Send, Users } from 'lucide-react'
import type { Metadata } from 'next'
import { CreatorList } from '@/components/creators/creator-list'
import { CreatorSearch } from '@/components/creators/creator-search'
import { LivePage } from '@/components/live/live-page'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { LinkButton } from '@/components/ui/link-button'
import { PageHeader } from '@/components/ui/page-header'
import { Paging } from '@/components/ui/paging'
import { listCreators } from '@/lib/creators/list-creators'
import { creatorListInput, positionText } from '@/lib/creators/list-input'
import { countOpenInvites } from '@/lib/invites/count-open'
import { requireContext } from '../context'

export const metadata: Metadata = { title: 'Creators' }

type Props = {
  params: Promise<{ agency: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export default async function CreatorsPage({ params, searchParams }: Props) {
  const { agency: slug } = await params
  const ctx = await requireContext(slug, `/a/${slug}/creators`)
  const input = creatorListInput.parse(await searchParams)
  const { items, next } = await listCreators(ctx, input)
  const openInvites = await countOpenInvites(
    ctx,
    items.map((item) => item.id),
  )
  const base = `/a/${slug}/creators`
  const href = (after?: string) => {
    const query = new URLSearchParams({ ...(input.q && { q: input.q }), ...(after && { after }) })
    return query.size > 0 ? `${base}?${query}` : base
  }
  const ways = (
    <>
      <LinkButton href={`/a/${slug}/connections/new`}>
        <Plus aria-hidden />
        Connect together
      </LinkButton>
      <LinkButton href={`/a/${slug}/invites/new`} variant="primary">
        <Send aria-hidden />
        Invite a creator
      </LinkButton>
    </>
  )
  const nothingYet = items.length === 0 && !input.q && !input.after
  return (
    <>
      <LivePage topics={['connections', 'invites']} />
      <PageHeader
        title="Creators"
        description="The people whose accounts are linked."
        actions={!nothingYet && ways}
      />
      {nothingYet ? (
        <Card>
          <EmptyState
            icon={<Users />}
            title="No creator yet"
            description="Send somebody a link to connect on their own phone, or connect an account together."
            action={ways}
          />
        </Card>
      ) : (
        <div className="flex flex-col gap-4">
          <CreatorSearch href={base} q={input.q} />
          {items.length > 0 ? (
            <CreatorList slug={slug} items={items} openInvites={openInvites} />
          ) : (
            <Card>
              <EmptyState
                icon={<SearchX />}
                title="Nothing matches"
                description={
                  input.q ? `No creator’s name contains “${input.q}”.` : 'This page of the list is empty.'
                }
                action={<LinkButton href={base}>Show all creators</LinkButton>}
              />
            </Card>
          )}
          <Paging first={input.after ? href() : null} next={next ? href(positionText(next)) : null} />
        </div>
      )}
    </>
  )
}
