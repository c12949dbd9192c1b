import 'server-only'
import { and, eq, gt, isNull, or } from 'drizzle-orm'
import type { Db } from '@/db/client'
import { agencies } from '@/db/schema/agencies'
import { providerAccounts } from '@/db/schema/provider-accounts'
import { webhookSecrets } from '@/db/schema/webhooks'
import type { ProviderId } from '../providers/types'

/** What a webhook's address leads to: ids, and the sealed secrets that are valid now. */
export type WebhookAccount = {
  providerAccountId: string
  agencyId: string
  slug: string
  agencyName: string
  /** A scheme of lib/providers/webhook-types.ts; null: none are taken. */
  scheme: string | null
  secrets: { id: string; sealed: string }[]
}

/** The provider account that a webhook's address names; null when there is none at this provider. */
export async function findWebhookAccount(
  db: Db,
  provider: ProviderId,
  providerAccountId: string,
  now: Date,
): Promise<WebhookAccount | null> {
  const rows = await db
    .select({
      providerAccountId: providerAccounts.id,
      agencyId: agencies.id,
      slug: agencies.slug,
      agencyName: agencies.name,
      scheme: providerAccounts.webhookScheme,
      secretId: webhookSecrets.id,
      sealed: webhookSecrets.secretSealed,
    })
    .from(providerAccounts)
    .innerJoin(agencies, eq(agencies.id, providerAccounts.agencyId))
    .leftJoin(
      webhookSecrets,
      and(
        eq(webhookSecrets.agencyId, providerAccounts.agencyId),
        eq(webhookSecrets.providerAccountId, providerAccounts.id),
        or(isNull(webhookSecrets.endsAt), gt(webhookSecrets.endsAt, now)),
      ),
    )
    .where(and(eq(providerAccounts.id, providerAccountId), eq(providerAccounts.provider, provider)))
  const [first] = rows
  if (!first) return null
  const { secretId: _id, sealed: _sealed, ...account } = first
  return {
    ...account,
    secrets: rows.flatMap(({ secretId, sealed }) => (secretId && sealed ? [{ id: secretId, sealed }] : [])),
  }
}
