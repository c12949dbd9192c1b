import 'server-only'
import { and, eq, isNull, lt, or, sql } from 'drizzle-orm'
import type { Db, Tx } from '@/db/client'
import { providerAccounts } from '@/db/schema/provider-accounts'
import { webhookDeliveries } from '@/db/schema/webhooks'
import { type Ctx, inAgency } from '../auth/context'
import { unseal } from '../crypto/seal'
import { env } from '../env'
import { enqueue } from '../jobs/enqueue'
import { logger } from '../logger'
import { PROVIDER_IDS } from '../providers/types'
import type { WebhookCheck, WebhookEvent, WebhookReader, WebhookRefusal } from '../providers/webhook-types'
import { webhookReader } from '../providers/webhooks'
import { findWebhookAccount, type WebhookAccount } from '../system/find-webhook-account'
import { hitLimit } from '../system/rate-limit'
import { noteRefusal } from './note-refusal'
import { lockNamed, nudgeConnection } from './nudge'
import { secretPlace } from './place'
import type { BodyRead } from './read-body'

export type WebhookRequest = {
  /** From the address; both are hearsay. */
  provider: string
  accountId: string
  body: BodyRead
  /** Names in lower case. */
  headers: Record<string, string>
  appDb: Db
  systemDb: Db
  requestId: string
  address: string
  now: () => Date
}

/** The provider waits ten seconds; an answer that comes later is a failed delivery to it, and so it is told. */
const DEADLINE_MS = 8_000
/** Stale deliveries make us read connections so often per account: somebody may be replaying what they caught. */
const STALE_LIMIT = { name: 'webhook-stale', max: 20, windowSeconds: 600 }
/** A stored delivery that still waits after this has lost its job; another delivery of it brings a new one. */
const LOST_MS = 60_000
/** For addresses that lead nowhere: they cost what a wrong signature costs, and are answered like one. */
const NO_SECRET = 'whsec_bm8gc2VjcmV0IGF0IGFsbCwganVzdCB3b3Jr'
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/** Refusals of what was signed well; all the others say that nobody knows who sent it. */
const STATUS: Partial<Record<WebhookRefusal, number>> = {
  too_large: 413,
  too_old: 400,
  from_the_future: 400,
  not_json: 400,
}

/**
 * Takes one delivery: verifies it over the bytes as they came, stores it once, and leaves the rest to a job. Nothing of a
 * delivery that is not believed is kept but a count.
 * @returns the status to answer with; 503 when it could not be stored, so that the provider sends it again
 */
export async function takeWebhook(request: WebhookRequest): Promise<number> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<number>((resolve) => {
    timer = setTimeout(() => resolve(503), DEADLINE_MS)
  })
  const work = take(request).catch((error: unknown) => {
    logger.error({ err: error, requestId: request.requestId }, 'webhook not stored')
    return 503
  })
  return Promise.race([work, late]).finally(() => clearTimeout(timer))
}

async function take(request: WebhookRequest): Promise<number> {
  const { body } = request
  if ('refused' in body && body.refused === 'too_slow') return 408
  const provider = PROVIDER_IDS.find((id) => id === request.provider)
  const reader = provider ? webhookReader(provider) : null
  if (!provider || !reader) return 'refused' in body ? 413 : 401
  const known = UUID.test(request.accountId)
    ? await findWebhookAccount(request.systemDb, provider, request.accountId, request.now())
    : null
  if ('refused' in body) return refuse(request, known, 'too_large')
  const check = verify(reader, known, request, body.raw)
  if (!check.ok) {
    if (known && (check.reason === 'too_old' || check.reason === 'from_the_future'))
      await readAgain(request, known, readEvent(reader, body.raw))
    return refuse(request, known, check.reason)
  }
  const event = readEvent(reader, body.raw)
  if (!known || !event) return refuse(request, known, 'not_json')
  await store(contextOf(request, known), known, provider, check.key, event)
  return 200
}

function verify(
  reader: WebhookReader,
  account: WebhookAccount | null,
  { headers, now }: WebhookRequest,
  raw: Uint8Array,
): WebhookCheck {
  const scheme = reader.schemes.find((name) => name === account?.scheme)
  const secrets = account ? secretsOf(account) : []
  const input = { raw, headers, now: now() }
  if (scheme && secrets.length > 0) return reader.check({ ...input, scheme, secrets })
  // The same work for nothing, so that the time tells no more than the answer.
  const [first] = reader.schemes
  const check = first ? reader.check({ ...input, scheme: first, secrets: [NO_SECRET] }) : null
  if (account) return { ok: false, reason: 'not_set_up' }
  return check && !check.ok && !STATUS[check.reason] ? check : { ok: false, reason: 'wrong_signature' }
}

function secretsOf(account: WebhookAccount): string[] {
  return account.secrets.flatMap(({ id, sealed }) => {
    try {
      return [unseal(env().PATCHBAY_KEYS, secretPlace(account.agencyId, id), sealed).reveal()]
    } catch (error) {
      logger.error({ err: error, webhookSecretId: id }, 'webhook secret does not open')
      return []
    }
  })
}

/** A reader may meet anything in a body; what it cannot read is no event. */
function readEvent(reader: WebhookReader, raw: Uint8Array): WebhookEvent | null {
  try {
    return reader.read(raw)
  } catch {
    return null
  }
}

async function refuse(
  { systemDb, now }: WebhookRequest,
  account: WebhookAccount | null,
  reason: WebhookRefusal,
): Promise<number> {
  const subject = account && { agencyId: account.agencyId, providerAccountId: account.providerAccountId }
  await noteRefusal(systemDb, subject, reason, now())
  return STATUS[reason] ?? 401
}

const contextOf = (request: WebhookRequest, account: WebhookAccount): Ctx => ({
  agency: { id: account.agencyId, slug: account.slug, name: account.agencyName },
  actor: { kind: 'system' },
  db: request.appDb,
  requestId: request.requestId,
  address: request.address,
  now: request.now,
})

/** Once, however often it arrives: the first delivery brings the job in the same transaction. */
async function store(
  ctx: Ctx,
  { providerAccountId }: WebhookAccount,
  provider: WebhookReader['provider'],
  deliveryKey: string,
  event: WebhookEvent,
): Promise<void> {
  const now = ctx.now()
  await inAgency(ctx, async (tx) => {
    const [row] = await tx
      .insert(webhookDeliveries)
      .values({
        agencyId: ctx.agency.id,
        providerAccountId,
        provider,
        deliveryKey,
        type: event.type,
        kind: event.kind,
        providerConnectionId: event.connectionId,
        referenceId: event.referenceId,
        occurredAt: event.occurredAt,
        receivedAt: now,
      })
      .onConflictDoUpdate({
        target: [webhookDeliveries.providerAccountId, webhookDeliveries.deliveryKey],
        set: { duplicates: sql`${webhookDeliveries.duplicates} + 1` },
      })
      .returning()
    if (!row) throw new Error('The delivery was not stored.')
    const lost = !row.outcome && now.getTime() - row.receivedAt.getTime() > LOST_MS
    if (row.duplicates === 0 || lost)
      await enqueue(tx, 'webhook.process', { agencyId: ctx.agency.id, deliveryId: row.id })
    await noteArrival(tx, ctx, providerAccountId)
  })
}

/** When the last one arrived, to the minute: the account's row is read by many and must not change with each. */
async function noteArrival(tx: Tx, ctx: Ctx, providerAccountId: string): Promise<void> {
  const { lastWebhookAt } = providerAccounts
  const aMinuteAgo = new Date(ctx.now().getTime() - 60_000)
  await tx
    .update(providerAccounts)
    .set({ lastWebhookAt: ctx.now() })
    .where(
      and(
        eq(providerAccounts.agencyId, ctx.agency.id),
        eq(providerAccounts.id, providerAccountId),
        or(isNull(lastWebhookAt), lt(lastWebhookAt, aMinuteAgo)),
      ),
    )
}

/**
 * Signed well, but long ago or with a clock that differs: it is not stored, and still a reason to look, because a clock
 * that goes wrong must not make us deaf.
 */
async function readAgain(
  request: WebhookRequest,
  account: WebhookAccount,
  event: WebhookEvent | null,
): Promise<void> {
  if (!event?.connectionId) return
  const { connectionId } = event
  const over = await hitLimit(request.systemDb, STALE_LIMIT, account.providerAccountId, request.now())
  if (over !== null) return
  const ctx = contextOf(request, account)
  await inAgency(ctx, async (tx) => {
    const row = await lockNamed(tx, ctx, account.providerAccountId, connectionId)
    if (row) await nudgeConnection(tx, ctx, row, null)
  })
}
