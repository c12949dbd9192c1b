import { ListChecks, Plug, Plus, SearchX, Send } from 'lucide-react'
import type { Metadata } from 'next'
import { BulkBar } from '@/components/bulk/bulk-bar'
import { RunningJobs } from '@/components/bulk/running-jobs'
import { SelectionProvider } from '@/components/bulk/selection'
import { ConnectionList } from '@/components/connections/connection-list'
import { countWords } from '@/components/connections/count-words'
import { ListFilters } from '@/components/connections/list-filters'
import { ListPaging } from '@/components/connections/list-paging'
import { filterOf, isFiltered, listHref } from '@/components/connections/list-url'
import { StatusTabs } from '@/components/connections/status-tabs'
import { LivePage } from '@/components/live/live-page'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { LinkButton } from '@/components/ui/link-button'
import { PageHeader } from '@/components/ui/page-header'
import { listBulks } from '@/lib/bulk/list-bulks'
import { pickOwners } from '@/lib/bulk/pick-owners'
import { countConnections, listConnections, listTags } from '@/lib/connections/list-connections'
import { listInput } from '@/lib/connections/list-input'
import { pickCreators } from '@/lib/creators/list-creators'
import { startBulkAction } from '../../bulk/actions'
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
  const [page, counts, tags, creators, owners, running] = await Promise.all([
    listConnections(ctx, input),
    countConnections(ctx, input),
    listTags(ctx),
    pickCreators(ctx),
    pickOwners(ctx),
    listBulks(ctx, { running: true, most: 3 }),
  ])
  const matching = input.status ?? 'all'
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
      <LivePage topics={['connections', 'bulk']} />
      <PageHeader
        title="Connections"
        description="Every linked account, and whether it works."
        actions={
          !nothingYet && (
            <>
              <LinkButton href={`/a/${slug}/bulk`} variant="ghost">
                <ListChecks aria-hidden />
                Bulk actions
              </LinkButton>
              {connect}
            </>
          )
        }
      />
      <RunningJobs slug={slug} jobs={running} />
      {nothingYet ? (
        <Card>
          <EmptyState
            icon={<Plug />}
            title="No account is connected yet"
            description="Connect the first one together with its creator, or send the creator a link. They log in themselves, so you need no password of theirs."
            action={
              <>
                <LinkButton href={`/a/${slug}/invites/new`}>
                  <Send aria-hidden />
                  Invite a creator
                </LinkButton>
                {connect}
              </>
            }
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
            <SelectionProvider
              key={listHref(slug, input, { sort: undefined })}
              page={page.items.map((item) => item.id)}
              total={counts[matching]}
            >
              <ConnectionList slug={slug} items={page.items} reconnect={startReconnectAction} />
              <BulkBar
                slug={slug}
                filter={filterOf(input)}
                totalWords={countWords(counts)[matching]}
                owners={owners}
                tags={tags}
                action={startBulkAction}
              />
            </SelectionProvider>
          )}
          <ListPaging slug={slug} input={input} next={page.next} shown={page.items.length} counts={counts} />
        </div>
      )}
    </>
  )
}
