import { Identity } from '@/components/connections/identity'
import type { AgencyAction } from '@/components/connections/use-agency-action'
import { CopyButton } from '@/components/ui/copy-button'
import { RelativeTime } from '@/components/ui/relative-time'
import type { OrphanItem as Item } from '@/lib/attention/items'
import { AttentionRow, RowFacts } from './attention-row'
import { OrphanActions } from './orphan-actions'

/** How the provider says that it is; anything else is not repeated. */
const REMOTE: Record<string, string> = {
  active: 'Active at the provider',
  expired: 'Expired at the provider',
  awaiting_2fa: 'Waits for a second factor at the provider',
}

/** A connection at the provider that nothing here explains. */
export function OrphanItem({
  slug,
  item,
  canResolve,
  action,
}: {
  slug: string
  item: Item
  canResolve: boolean
  action: AgencyAction<{ connectionId: string | null }>
}) {
  return (
    <AttentionRow
      subject={
        <Identity avatarUrl={item.avatarUrl} displayName={item.displayName} username={item.username} />
      }
      actions={
        canResolve ? (
          <OrphanActions slug={slug} orphan={item} action={action} />
        ) : (
          <span className="text-sm text-muted">An owner or admin decides</span>
        )
      }
    >
      <p className="flex min-w-0 items-center gap-1">
        <span className="truncate font-mono text-sm">{item.providerConnectionId}</span>
        <CopyButton value={item.providerConnectionId} label={`Copy connection id of ${item.username}`} />
      </p>
      <RowFacts>
        <span>{REMOTE[item.remoteStatus] ?? 'In an unknown state at the provider'}</span>
        <span>
          Seen first <RelativeTime at={item.since} />
        </span>
        <span>Must act: admin</span>
      </RowFacts>
    </AttentionRow>
  )
}
