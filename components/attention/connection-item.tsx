import { Identity } from '@/components/connections/identity'
import { PriorityFlag } from '@/components/connections/priority-flag'
import { AskedLine } from '@/components/diagnosis/asked-line'
import { Evidence } from '@/components/diagnosis/evidence'
import { MoreMenu } from '@/components/diagnosis/more-menu'
import { NextStep } from '@/components/diagnosis/next-step'
import { Presence } from '@/components/diagnosis/presence'
import type { RepairActions } from '@/components/diagnosis/repair-actions'
import { Badge } from '@/components/ui/badge'
import { RelativeTime } from '@/components/ui/relative-time'
import type { ConnectionItem as Item } from '@/lib/attention/items'
import { isBroken, WHO_LABELS } from '@/lib/connections/words'
import { PageLink } from '../ui/page-link'
import { AttentionRow, RowFacts } from './attention-row'

/** A connection that delivers no data, or soon will not. */
export function ConnectionItem({
  slug,
  item,
  actions,
}: {
  slug: string
  item: Item
  actions: RepairActions
}) {
  const { diagnosis, creator, username } = item
  const path = `/a/${slug}/connections/${item.id}`
  return (
    <AttentionRow
      subject={
        <span className="flex min-w-0 items-center gap-2">
          <PageLink href={path} className="block min-w-0 rounded hover:[&_bdi]:underline">
            <Identity avatarUrl={item.avatarUrl} displayName={item.displayName} username={username} />
          </PageLink>
          <PriorityFlag high={item.high} />
        </span>
      }
      actions={
        <>
          <NextStep slug={slug} target={item} diagnosis={diagnosis} actions={actions} />
          <MoreMenu slug={slug} target={item} next={diagnosis.action} actions={actions} />
        </>
      }
    >
      <p className="flex flex-wrap items-center gap-x-2 text-ink">
        {diagnosis.headline}
        {diagnosis.unrepairable && <Badge tone="warning">Only a new connection helps</Badge>}
      </p>
      <RowFacts>
        <span>
          {isBroken(item.status) ? 'Broken' : 'Old'} <RelativeTime at={item.since} />
        </span>
        <span>Must act: {WHO_LABELS[diagnosis.whoMustAct].toLowerCase()}</span>
        {diagnosis.live ? (
          <Presence live={diagnosis.live} username={username} creatorName={creator.name} />
        ) : (
          diagnosis.invite && <AskedLine slug={slug} invite={diagnosis.invite} creatorName={creator.name} />
        )}
      </RowFacts>
      <Evidence path={path} lines={diagnosis.evidence} most={2} />
    </AttentionRow>
  )
}
