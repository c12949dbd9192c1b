import { Plug, Plus, SearchX } from 'lucide-react'
import type { Metadata } from 'next'
import { ConnectionList } from '@/components/connections/connection-list'
import { ListFilters } from '@/components/connections/list-filters'
import { ListPaging } from '@/components/connections/list-paging'
import { isFiltered } from '@/components/connections/list-url'
import { StatusTabs } from '@/components/connections/status-tabs'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { LinkButton } from '@/components/ui/link-button'
import { PageHeader } from '@/components/ui/page-header'
import { countConnections, listConnections, listTags } from '@/lib/connections/list-connections'
import { listInput } from '@/lib/connections/list-input'
import { pickCreators } from '@/lib/creators/list-creators'
import { requireContext } from '../../context'
import { startReconnectAction } from '../../link-sessions/actions'

export const metadata: Metadata = { title: 'Connections' }

type Props = {
  params: Promise<{ agency: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export default async function ConnectionsPage({ params, searchParams }: Props) {
  const { agency: slug } = await params
  const ctx = await requireContext(slug, `/a/${slug}/connections`)
  const input = listInput.parse(await searchParams)
  const [page, counts, tags, creators] = await Promise.all([
    listConnections(ctx, input),
    countConnections(ctx, input),
    listTags(ctx),
    pickCreators(ctx),
  ])
  const connect = (
    <LinkButton href={`/a/${slug}/connections/new`} variant="primary">
      <Plus aria-hidden />
      Connect an account
    </LinkButton>
  )
  const none = page.items.length === 0
  const nothingYet = none && !isFiltered(input) && !input.after && counts.disconnected === 0
  return (
    <>
      <PageHeader
        title="Connections"
        description="Every linked account, and whether it works."
        actions={connect}
      />
      {nothingYet ? (
        <Card>
          <EmptyState
            icon={<Plug />}
            title="No account is connected yet"
            description="Connect the first one together with its creator. They type their password at OFAuth, never here."
            action={connect}
          />
        </Card>
      ) : (
        <div className="flex flex-col gap-4">
          <ListFilters slug={slug} input={input} tags={tags} creators={creators} />
          <StatusTabs slug={slug} input={input} counts={counts} />
          {none ? (
            <Card>
              <EmptyState
                icon={<SearchX />}
                title="Nothing matches"
                description="No connection has all of what you asked for."
                action={<LinkButton href={`/a/${slug}/connections`}>Clear all filters</LinkButton>}
              />
            </Card>
          ) : (
            <ConnectionList slug={slug} items={page.items} reconnect={startReconnectAction} />
          )}
          <ListPaging slug={slug} input={input} next={page.next} shown={page.items.length} counts={counts} />
        </div>
      )}
    </>
  )
}
