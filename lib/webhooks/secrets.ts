import 'server-only'
import { randomUUID } from 'node:crypto'
import { and, desc, eq, gt, isNull, or } from 'drizzle-orm'
import type { z } from 'zod'
import { providerAccounts } from '@/db/schema/provider-accounts'
import { users } from '@/db/schema/users'
import { webhookSecrets } from '@/db/schema/webhooks'
import { audit } from '../audit/audit'
import { actorId, type Ctx, inAgency } from '../auth/context'
import { requirePermission } from '../auth/permissions'
import { requireStepUp } from '../auth/step-up'
import { seal } from '../crypto/seal'
import { env } from '../env'
import { AppError, notFound } from '../errors'
import { neverLog } from '../logger'
import { lockAccount, writeAccount } from '../provider-accounts/lock-account'
import type { ProviderId } from '../providers/types'
import { WEBHOOK_SCHEMES, type WebhookScheme } from '../providers/webhook-types'
import { webhookReader } from '../providers/webhooks'
import type { SetSecretInput, secretInput } from './input'
import { secretPlace } from './place'

/** Secrets of one account that may be valid at a time: each costs a computation per delivery. */
const MOST = 4
const HOUR = 3_600_000

/** A signing secret as a page shows it: of the value no more than its end. */
export type WebhookSecretView = {
  id: string
  hint: string
  createdAt: Date
  createdBy: string | null
  /** From then on it is not accepted; null for the current one. */
  endsAt: Date | null
}

export type WebhookSecrets = {
  /** The kind of signature that is expected; null while no webhooks are taken. */
  scheme: WebhookScheme | null
  /** The kinds of this provider, to choose from; none for a provider without webhooks about logins. */
  schemes: WebhookScheme[]
  /** Those that are accepted now, the newest first. */
  secrets: WebhookSecretView[]
}

const schemesOf = (provider: ProviderId): WebhookScheme[] => webhookReader(provider)?.schemes ?? []

function valid(ctx: Ctx, accountId: string) {
  return and(
    eq(webhookSecrets.agencyId, ctx.agency.id),
    eq(webhookSecrets.providerAccountId, accountId),
    or(isNull(webhookSecrets.endsAt), gt(webhookSecrets.endsAt, ctx.now())),
  )
}

/** The signing secrets of a provider account that are valid now. Throws `not_found`. */
export async function listWebhookSecrets(ctx: Ctx, providerAccountId: string): Promise<WebhookSecrets> {
  requirePermission(ctx, 'settings.edit')
  return inAgency(ctx, async (tx) => {
    const [account] = await tx
      .select()
      .from(providerAccounts)
      .where(and(eq(providerAccounts.agencyId, ctx.agency.id), eq(providerAccounts.id, providerAccountId)))
    if (!account) throw notFound('provider account')
    const secrets = await tx
      .select({
        id: webhookSecrets.id,
        hint: webhookSecrets.hint,
        createdAt: webhookSecrets.createdAt,
        createdBy: users.name,
        endsAt: webhookSecrets.endsAt,
      })
      .from(webhookSecrets)
      .leftJoin(users, eq(users.id, webhookSecrets.createdBy))
      .where(valid(ctx, account.id))
      .orderBy(desc(webhookSecrets.createdAt), desc(webhookSecrets.id))
    const scheme = WEBHOOK_SCHEMES.find((name) => name === account.webhookScheme) ?? null
    return { scheme, schemes: schemesOf(account.provider), secrets }
  })
}

/**
 * Stores a new signing secret, sealed. The ones before it stay valid for the overlap, so that nothing is lost while the
 * provider is told. Throws `not_found`, `invalid_input` and `conflict`.
 */
export async function setWebhookSecret(
  ctx: Ctx,
  input: SetSecretInput,
): Promise<{ webhookSecretId: string }> {
  requirePermission(ctx, 'settings.edit')
  requireStepUp(ctx)
  neverLog(input.secret)
  return inAgency(ctx, async (tx) => {
    const account = await lockAccount(tx, ctx, input.providerAccountId)
    if (!schemesOf(account.provider).includes(input.scheme))
      throw fieldError('scheme', 'Choose one of these.')
    if (input.scheme === 'svix' && !/^whsec_[A-Za-z0-9+/]{16,}={0,2}$/.test(input.secret))
      throw fieldError('secret', 'A secret of this kind begins with whsec_ and is base64 after that.')
    const now = ctx.now()
    const earlier = await tx.select().from(webhookSecrets).where(valid(ctx, account.id))
    if (earlier.length >= MOST)
      throw new AppError('conflict', 'There are several secrets already. End the old ones first.')
    const endsAt = new Date(now.getTime() + input.overlapHours * HOUR)
    await tx
      .update(webhookSecrets)
      .set({ endsAt })
      .where(
        and(valid(ctx, account.id), or(isNull(webhookSecrets.endsAt), gt(webhookSecrets.endsAt, endsAt))),
      )
    const id = randomUUID()
    await tx.insert(webhookSecrets).values({
      id,
      agencyId: ctx.agency.id,
      providerAccountId: account.id,
      secretSealed: seal(env().PATCHBAY_KEYS, secretPlace(ctx.agency.id, id), input.secret),
      hint: input.secret.slice(-4),
      createdBy: actorId(ctx),
      createdAt: now,
    })
    await writeAccount(tx, ctx, account.id, { webhookScheme: input.scheme })
    await audit(tx, ctx, {
      action: 'webhook_secret.set',
      targetType: 'provider_account',
      targetId: account.id,
      before: { scheme: account.webhookScheme, secrets: earlier.length },
      after: { scheme: input.scheme, overlapHours: input.overlapHours },
    })
    return { webhookSecretId: id }
  })
}

/** Ends a signing secret now: what is signed with it is not believed any more. Throws `not_found`. */
export async function endWebhookSecret(ctx: Ctx, input: z.infer<typeof secretInput>): Promise<void> {
  requirePermission(ctx, 'settings.edit')
  requireStepUp(ctx)
  await inAgency(ctx, async (tx) => {
    const mine = and(eq(webhookSecrets.agencyId, ctx.agency.id), eq(webhookSecrets.id, input.webhookSecretId))
    const [row] = await tx.select().from(webhookSecrets).where(mine).for('update')
    if (!row) throw notFound('signing secret')
    const now = ctx.now()
    if (row.endsAt && row.endsAt <= now) return
    await tx.update(webhookSecrets).set({ endsAt: now }).where(mine)
    await audit(tx, ctx, {
      action: 'webhook_secret.end',
      targetType: 'provider_account',
      targetId: row.providerAccountId,
      before: { endsAt: row.endsAt?.toISOString() ?? null },
      after: { endsAt: now.toISOString() },
    })
  })
}

const fieldError = (field: string, message: string) =>
  new AppError('invalid_input', message, { fields: { [field]: message } })
