import { ChevronDown } from 'lucide-react'
import type { AgencyAction } from '@/components/connections/use-agency-action'
import type { RepairActions } from '@/components/diagnosis/repair-actions'
import { LinkButton } from '@/components/ui/link-button'
import type { AttentionGroup, AttentionItem } from '@/lib/attention/items'
import type { Attention } from '@/lib/attention/list-attention'
import { GROUPS } from '@/lib/attention/words'
import { AskedItem } from './asked-item'
import { ConnectionItem } from './connection-item'
import { DeletionItem } from './deletion-item'
import { MailItem } from './mail-item'
import { OrphanItem } from './orphan-item'
import { ProblemItem } from './problem-item'
import { ReviewItem } from './review-item'
import { showAllHref } from './show-all'

export type AttentionActions = {
  repair: RepairActions
  resolveOrphan: AgencyAction<{ connectionId: string | null }>
  retryDeletion: AgencyAction<void>
  answerAsk: AgencyAction<{ inviteId: string | null }>
  releaseHold: AgencyAction<void>
}

type Props = {
  slug: string
  attention: Pick<Attention, 'canResolveOrphans' | 'canRetry'>
  actions: AttentionActions
}

function Item({ item, slug, attention, actions }: Props & { item: AttentionItem }) {
  switch (item.kind) {
    case 'connection':
      return <ConnectionItem slug={slug} item={item} actions={actions.repair} />
    case 'review':
      return <ReviewItem slug={slug} item={item} />
    case 'asked':
      return <AskedItem slug={slug} item={item} answer={actions.answerAsk} />
    case 'mail':
      return <MailItem slug={slug} item={item} />
    case 'orphan':
      return (
        <OrphanItem
          slug={slug}
          item={item}
          canResolve={attention.canResolveOrphans}
          action={actions.resolveOrphan}
        />
      )
    case 'deletion':
      return (
        <DeletionItem slug={slug} item={item} canRetry={attention.canRetry} action={actions.retryDeletion} />
      )
    case 'problem':
      return <ProblemItem slug={slug} item={item} release={actions.releaseHold} />
  }
}

function More({ slug, group }: { slug: string; group: AttentionGroup }) {
  const rest = group.count - group.items.length
  if (rest <= 0) return null
  const all = showAllHref(slug, group.cause)
  return (
    <div className="flex flex-wrap items-center justify-between gap-2 border-t border-line px-4 py-2.5 text-sm text-muted md:px-5">
      <span>
        {rest.toLocaleString('en-GB')} more{all ? '' : '. They move up as these are dealt with.'}
      </span>
      {all && (
        <LinkButton size="sm" href={all}>
          Show all {group.count.toLocaleString('en-GB')}
          <span className="sr-only"> of {GROUPS[group.cause].title}</span>
        </LinkButton>
      )}
    </div>
  )
}

/** One cause with all that it holds up; folds away. */
function Group({ group, ...props }: Props & { group: AttentionGroup }) {
  const { title, description, tier } = GROUPS[group.cause]
  return (
    <section
      id={tier === 0 ? 'provider' : undefined}
      className="min-w-0 scroll-mt-20 rounded-lg border border-line bg-surface shadow-xs"
    >
      <details open className="group">
        <summary className="flex min-h-12 cursor-pointer list-none items-center gap-3 rounded-lg px-4 py-2 hover:bg-sunken/50 md:px-5 [&::-webkit-details-marker]:hidden">
          <span className="min-w-0 flex-1">
            <span className="flex items-center gap-2">
              <h2 className="font-semibold text-ink">{title}</h2>
              <span className="inline-flex h-5 min-w-5 items-center justify-center rounded-full bg-sunken px-1.5 text-xs font-semibold text-ink-2">
                {group.count.toLocaleString('en-GB')}
              </span>
            </span>
            <span className="block text-sm text-pretty text-muted">{description}</span>
          </span>
          <ChevronDown
            aria-hidden
            className="size-4 shrink-0 -rotate-90 text-muted transition-transform duration-100 group-open:rotate-0 motion-reduce:transition-none"
          />
        </summary>
        <ul aria-label={title} className="border-t border-line">
          {group.items.map((item) => (
            <Item key={item.key} item={item} {...props} />
          ))}
        </ul>
        <More slug={props.slug} group={group} />
      </details>
    </section>
  )
}

/** Everything that needs somebody, grouped by cause, the most pressing first. */
export function AttentionGroups({ groups, ...props }: Props & { groups: AttentionGroup[] }) {
  return (
    <div className="flex flex-col gap-4">
      {groups.map((group) => (
        <Group key={group.cause} group={group} {...props} />
      ))}
    </div>
  )
}
