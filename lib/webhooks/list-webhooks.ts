import 'server-only'
import { and, asc, desc, eq, gte, max, sql } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { connections } from '@/db/schema/connections'
import { providerAccounts } from '@/db/schema/provider-accounts'
import { webhookDeliveries, webhookRefusals } from '@/db/schema/webhooks'
import { type Ctx, inAgency } from '../auth/context'
import { requirePermission } from '../auth/permissions'
import { webhookReader } from '../providers/webhooks'
import { type WebhookFilter, type WebhookPosition, webhookPositionText } from './filter-input'

const PAGE = 50
const MOST_REFUSALS = 30
/** Refusals of longer ago are no news. */
const NEWS_MS = 7 * 86_400_000

export type WebhookItem = {
  id: string
  /** The provider's own name of the event. */
  type: string
  accountLabel: string
  /** The connection that it was about, as far as Patchbay holds one. */
  connection: { id: string; username: string } | null
  linkSessionId: string | null
  providerConnectionId: string | null
  /** A code of words.ts; null while it waits. */
  outcome: string | null
  /** Further deliveries of the same event. */
  duplicates: number
  occurredAt: Date | null
  receivedAt: Date
}

export type RefusalItem = {
  accountId: string
  accountLabel: string
  /** A refusal of lib/providers/webhook-types.ts. */
  reason: string
  count: number
  lastAt: Date
}

export type WebhookAccountItem = {
  id: string
  label: string
  /** False for a provider that tells nothing of logins. */
  sends: boolean
  /** True when signatures can be checked. */
  ready: boolean
}

export type WebhookPage = {
  items: WebhookItem[]
  /** Position of the next page; null at the end. */
  next: string | null
  /** What was not believed in the last seven days, by account and cause, the newest first. */
  refusals: RefusalItem[]
  accounts: WebhookAccountItem[]
}

/** What arrived from the providers and what it did, newest first; and what was refused, as numbers. */
export async function listWebhooks(
  ctx: Ctx,
  filter: WebhookFilter,
  after: WebhookPosition | null = null,
): Promise<WebhookPage> {
  requirePermission(ctx, 'settings.edit')
  return inAgency(ctx, async (tx) => ({
    ...(await deliveriesOf(tx, ctx, filter, after)),
    refusals: await refusalsOf(tx, ctx, filter),
    accounts: await accountsOf(tx, ctx),
  }))
}

async function deliveriesOf(
  tx: Tx,
  ctx: Ctx,
  { account }: WebhookFilter,
  after: WebhookPosition | null,
): Promise<Pick<WebhookPage, 'items' | 'next'>> {
  const { receivedAt, id } = webhookDeliveries
  const at = sql<string>`to_char(${receivedAt} at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`
  const rows = await tx
    .select({
      id,
      type: webhookDeliveries.type,
      accountLabel: providerAccounts.label,
      connectionId: connections.id,
      username: connections.username,
      linkSessionId: webhookDeliveries.linkSessionId,
      providerConnectionId: webhookDeliveries.providerConnectionId,
      outcome: webhookDeliveries.outcome,
      duplicates: webhookDeliveries.duplicates,
      occurredAt: webhookDeliveries.occurredAt,
      receivedAt,
      at,
    })
    .from(webhookDeliveries)
    .innerJoin(providerAccounts, ofAccount(webhookDeliveries))
    .leftJoin(
      connections,
      and(
        eq(connections.agencyId, webhookDeliveries.agencyId),
        eq(connections.id, webhookDeliveries.connectionId),
      ),
    )
    .where(
      and(
        eq(webhookDeliveries.agencyId, ctx.agency.id),
        account ? eq(webhookDeliveries.providerAccountId, account) : undefined,
        after ? sql`(${receivedAt}, ${id}) < (${after.at}::timestamptz, ${after.id}::uuid)` : undefined,
      ),
    )
    .orderBy(desc(receivedAt), desc(id))
    .limit(PAGE + 1)
  const page = rows.slice(0, PAGE)
  const last = page.at(-1)
  return {
    items: page.map(({ connectionId, username, at: _at, ...row }) => ({
      ...row,
      connection: connectionId && username ? { id: connectionId, username } : null,
    })),
    next: rows.length > PAGE && last ? webhookPositionText(last) : null,
  }
}

const ofAccount = (table: typeof webhookDeliveries | typeof webhookRefusals) =>
  and(eq(providerAccounts.agencyId, table.agencyId), eq(providerAccounts.id, table.providerAccountId))

function refusalsOf(tx: Tx, ctx: Ctx, { account }: WebhookFilter): Promise<RefusalItem[]> {
  const since = new Date(ctx.now().getTime() - NEWS_MS)
  const lastAt = max(webhookRefusals.lastAt)
  return tx
    .select({
      accountId: webhookRefusals.providerAccountId,
      accountLabel: providerAccounts.label,
      reason: webhookRefusals.reason,
      count: sql<number>`sum(${webhookRefusals.count})::int`,
      lastAt: sql<Date>`${lastAt}`.mapWith(webhookRefusals.lastAt),
    })
    .from(webhookRefusals)
    .innerJoin(providerAccounts, ofAccount(webhookRefusals))
    .where(
      and(
        eq(webhookRefusals.agencyId, ctx.agency.id),
        account ? eq(webhookRefusals.providerAccountId, account) : undefined,
        gte(webhookRefusals.lastAt, since),
      ),
    )
    .groupBy(webhookRefusals.providerAccountId, providerAccounts.label, webhookRefusals.reason)
    .orderBy(desc(lastAt))
    .limit(MOST_REFUSALS)
}

async function accountsOf(tx: Tx, ctx: Ctx): Promise<WebhookAccountItem[]> {
  const rows = await tx
    .select({
      id: providerAccounts.id,
      label: providerAccounts.label,
      provider: providerAccounts.provider,
      scheme: providerAccounts.webhookScheme,
    })
    .from(providerAccounts)
    .where(eq(providerAccounts.agencyId, ctx.agency.id))
    .orderBy(asc(providerAccounts.createdAt), asc(providerAccounts.id))
  return rows.map(({ id, label, provider, scheme }) => ({
    id,
    label,
    sends: webhookReader(provider) !== null,
    ready: scheme !== null,
  }))
}
