import { SearchX } from 'lucide-react'
import type { Metadata } from 'next'
import { LivePage } from '@/components/live/live-page'
import { SettingsTabs } from '@/components/settings/settings-tabs'
import { NoPermission } from '@/components/shell/no-permission'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { LinkButton } from '@/components/ui/link-button'
import { PageHeader } from '@/components/ui/page-header'
import { Paging } from '@/components/ui/paging'
import { AccountFilter } from '@/components/webhooks/account-filter'
import { NothingYet } from '@/components/webhooks/nothing-yet'
import { RefusalsCard } from '@/components/webhooks/refusals-card'
import { WebhookList } from '@/components/webhooks/webhook-list'
import { webhooksHref } from '@/components/webhooks/webhooks-url'
import { parseWebhookPosition, webhookFilter } from '@/lib/webhooks/filter-input'
import { listWebhooks } from '@/lib/webhooks/list-webhooks'
import { mayOpen, requireContext } from '../../context'

export const metadata: Metadata = { title: 'Webhooks' }

type Props = {
  params: Promise<{ agency: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export default async function WebhooksPage({ params, searchParams }: Props) {
  const { agency: slug } = await params
  const ctx = await requireContext(slug, `/a/${slug}/settings/webhooks`)
  if (!(await mayOpen(ctx, 'settings.edit')))
    return (
      <>
        <PageHeader title="Webhooks" />
        <NoPermission slug={slug}>Owners and admins see what the providers send.</NoPermission>
      </>
    )
  const query = await searchParams
  const filter = webhookFilter.parse(query)
  const position = parseWebhookPosition(query.after)
  const { items, next, refusals, accounts } = await listWebhooks(ctx, filter, position)
  const narrowed = filter.account !== undefined || position !== null
  return (
    <>
      <LivePage topics={['webhooks']} />
      <PageHeader
        title="Settings"
        description="What the providers sent in the last thirty days. A webhook is a hint: Patchbay asks the provider before it believes it."
      />
      <SettingsTabs slug={slug} current="webhooks" mayEdit />
      <div className="flex flex-col gap-4">
        {accounts.length > 1 && <AccountFilter slug={slug} accounts={accounts} account={filter.account} />}
        {!position && <RefusalsCard refusals={refusals} />}
        {items.length > 0 ? (
          <WebhookList slug={slug} items={items} />
        ) : narrowed ? (
          <Card>
            <EmptyState
              icon={<SearchX />}
              title="Nothing matches"
              description="No webhook of this provider account has arrived in the last thirty days."
              action={<LinkButton href={webhooksHref(slug, {})}>Show all of them</LinkButton>}
            />
          </Card>
        ) : (
          <NothingYet slug={slug} accounts={accounts} />
        )}
        <Paging
          of="log"
          label="Pages of the webhooks"
          first={position ? webhooksHref(slug, filter) : null}
          next={next ? webhooksHref(slug, filter, next) : null}
        />
      </div>
    </>
  )
}
