import { Plus, SearchX, Send, Users } from 'lucide-react'
import type { Metadata } from 'next'
import { CreatorList } from '@/components/creators/creator-list'
import { CreatorSearch } from '@/components/creators/creator-search'
import { LivePage } from '@/components/live/live-page'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { LinkButton } from '@/components/ui/link-button'
import { PageHeader } from '@/components/ui/page-header'
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
  const search = new URLSearchParams(input.q ? { q: input.q } : {})
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
      <PageHeader title="Creators" description="The people whose accounts are linked." actions={ways} />
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
          <Paging base={base} search={search} input={input} next={next} />
        </div>
      )}
    </>
  )
}

function Paging({
  base,
  search,
  input,
  next,
}: {
  base: string
  search: URLSearchParams
  input: { after?: unknown }
  next: { name: string; id: string } | null
}) {
  if (!next && !input.after) return null
  const after = new URLSearchParams(search)
  if (next) after.set('after', positionText(next))
  return (
    <nav aria-label="Pages" className="flex items-center justify-between">
      {input.after ? <LinkButton href={`${base}?${search}`}>Back to the start</LinkButton> : <span />}
      {next && <LinkButton href={`${base}?${after}`}>Next</LinkButton>}
    </nav>
  )
}
