import 'server-only'
import { and, asc, desc, eq, gte, max, sql } from 'drizzle-orm'
import { connections } from '@/db/schema/connections'
import { providerAccounts } from '@/db/schema/provider-accounts'
import { webhookDeliveries, webhookRefusals } from '@/db/schema/webhooks'
import { type Ctx, inAgency } from '../auth/context'
import { requirePermission } from '../auth/permissions'
import { webhookReader } from '../providers/webhooks'
import { type WebhookFilter, type WebhookPosition, webhookPositionText } from './filter-input'

const PAGE = 50
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
  lastWebhookAt: Date | null
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
  return inAgency(ctx, async (tx) => {
    const of = filter.account
    const at = sql<string>`to_char(${webhookDeliveries.receivedAt} at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`
    const rows = await tx
      .select({
        id: webhookDeliveries.id,
        type: webhookDeliveries.type,
        accountLabel: providerAccounts.label,
        connectionId: connections.id,
        username: connections.username,
        linkSessionId: webhookDeliveries.linkSessionId,
        providerConnectionId: webhookDeliveries.providerConnectionId,
        outcome: webhookDeliveries.outcome,
        duplicates: webhookDeliveries.duplicates,
        occurredAt: webhookDeliveries.occurredAt,
        receivedAt: webhookDeliveries.receivedAt,
        at,
      })
      .from(webhookDeliveries)
      .innerJoin(
        providerAccounts,
        and(
          eq(providerAccounts.agencyId, webhookDeliveries.agencyId),
          eq(providerAccounts.id, webhookDeliveries.providerAccountId),
        ),
      )
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
          of ? eq(webhookDeliveries.providerAccountId, of) : undefined,
          after
            ? sql`(${webhookDeliveries.receivedAt}, ${webhookDeliveries.id}) < (${after.at}::timestamptz, ${after.id}::uuid)`
            : undefined,
        ),
      )
      .orderBy(desc(webhookDeliveries.receivedAt), desc(webhookDeliveries.id))
      .limit(PAGE + 1)
    const page = rows.slice(0, PAGE)
    const last = page.at(-1)
    return {
      items: page.map(({ connectionId, username, at: _at, ...row }) => ({
        ...row,
        connection: connectionId && username ? { id: connectionId, username } : null,
      })),
      next: rows.length > PAGE && last ? webhookPositionText(last) : null,
      refusals: await tx
        .select({
          accountId: webhookRefusals.providerAccountId,
          accountLabel: providerAccounts.label,
          reason: webhookRefusals.reason,
          count: sql<number>`sum(${webhookRefusals.count})::int`,
          lastAt: sql<Date>`max(${webhookRefusals.lastAt})`.mapWith(webhookRefusals.lastAt),
        })
        .from(webhookRefusals)
        .innerJoin(
          providerAccounts,
          and(
            eq(providerAccounts.agencyId, webhookRefusals.agencyId),
            eq(providerAccounts.id, webhookRefusals.providerAccountId),
          ),
        )
        .where(
          and(
            eq(webhookRefusals.agencyId, ctx.agency.id),
            of ? eq(webhookRefusals.providerAccountId, of) : undefined,
            gte(webhookRefusals.lastAt, new Date(ctx.now().getTime() - NEWS_MS)),
          ),
        )
        .groupBy(webhookRefusals.providerAccountId, providerAccounts.label, webhookRefusals.reason)
        .orderBy(desc(max(webhookRefusals.lastAt)))
        .limit(30),
      accounts: (
        await tx
          .select({
            id: providerAccounts.id,
            label: providerAccounts.label,
            provider: providerAccounts.provider,
            scheme: providerAccounts.webhookScheme,
            lastWebhookAt: providerAccounts.lastWebhookAt,
          })
          .from(providerAccounts)
          .where(eq(providerAccounts.agencyId, ctx.agency.id))
          .orderBy(asc(providerAccounts.createdAt), asc(providerAccounts.id))
      ).map(({ provider, scheme, ...account }) => ({
        ...account,
        sends: webhookReader(provider) !== null,
        ready: scheme !== null,
      })),
    }
  })
}
