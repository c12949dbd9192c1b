import 'server-only'
import { and, eq } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { linkSessions } from '@/db/schema/link-sessions'
import { webhookDeliveries } from '@/db/schema/webhooks'
import { addEvent } from '../audit/events'
import { type Ctx, inAgency } from '../auth/context'
import type { ConnectionRow } from '../connections/rows'
import { enqueue } from '../jobs/enqueue'
import { type LinkSessionRow, lockLinkSession } from '../link-sessions/move'
import { pollSession } from '../link-sessions/poll-session'
import { isLive } from '../link-sessions/states'
import { isLoginMode } from '../providers/types'
import type { WebhookKind } from '../providers/webhook-types'
import { hitLimit } from '../system/rate-limit'
import { type Effect, effectOf, isUnsettled } from './effect'
import { lockNamed, nudgeConnection, sessionOfEvent } from './nudge'
import type { WebhookOutcome } from './words'

type Delivery = typeof webhookDeliveries.$inferSelect

/** Connections that we do not know make us compare the list of their account so often, however many arrive. */
const LIST_LIMIT = { name: 'webhook-list', max: 1, windowSeconds: 120 }
/** A longer wait for the next poll is one that the provider asked for. */
const SOON_MS = 15_000

/** What is left to do when the delivery's transaction is through. */
type Rest = { ask: string } | { list: Delivery } | null

/** Does what one stored delivery asks for, once: it makes us ask the provider, and is never believed by itself. */
export async function processWebhook(ctx: Ctx, deliveryId: string): Promise<void> {
  const rest = await inAgency(ctx, async (tx) => {
    const [delivery] = await tx
      .select()
      .from(webhookDeliveries)
      .where(and(eq(webhookDeliveries.agencyId, ctx.agency.id), eq(webhookDeliveries.id, deliveryId)))
      .for('update')
    if (!delivery || delivery.outcome) return null
    return act(tx, ctx, delivery)
  })
  if (rest && 'list' in rest) await compareList(ctx, rest.list)
  // The provider's word on a session that it serves on its own page; the sweep would ask within a minute, too.
  if (rest && 'ask' in rest) await pollSession(ctx, rest.ask)
}

async function act(tx: Tx, ctx: Ctx, delivery: Delivery): Promise<Rest> {
  const connection = await lockNamed(tx, ctx, delivery.providerAccountId, delivery.providerConnectionId)
  const session = await sessionOfEvent(tx, ctx, delivery, connection, (row) => isUnsettled(row.state))
  const event = { kind: delivery.kind as WebhookKind, occurredAt: delivery.occurredAt }
  const effect = effectOf(event, session, connection, ctx.now())
  switch (effect.kind) {
    case 'finish_session':
    case 'ask_session':
      return session && actOnSession(tx, ctx, delivery, session, effect)
    case 'list':
      return { list: delivery }
    case 'read':
    case 'read_later':
    case 'joined':
      if (connection) await actOnConnection(tx, ctx, delivery, connection)
      return null
    default:
      await close(tx, ctx, delivery, effect.kind, connection?.id ?? null, session?.id ?? null)
      return null
  }
}

async function actOnConnection(tx: Tx, ctx: Ctx, delivery: Delivery, row: ConnectionRow): Promise<void> {
  const outcome = await nudgeConnection(tx, ctx, row, delivery.occurredAt)
  if (outcome !== 'joined')
    await addEvent(tx, ctx, {
      kind: 'connection.webhook',
      connectionId: row.id,
      data: { type: delivery.type },
    })
  await close(tx, ctx, delivery, outcome, row.id, null)
}

async function actOnSession(
  tx: Tx,
  ctx: Ctx,
  delivery: Delivery,
  found: LinkSessionRow,
  effect: Effect,
): Promise<Rest> {
  const session = await lockLinkSession(tx, ctx, found.id)
  if (!session) return null
  const inForm = isLive(session.state) && isLoginMode(session.mode)
  const hint = effect.kind === 'finish_session' ? delivery.providerConnectionId : null
  const nextPollAt = inForm ? sooner(session.nextPollAt, ctx.now()) : session.nextPollAt
  await tx
    .update(linkSessions)
    .set({ nextPollAt, hintedConnectionId: hint ?? session.hintedConnectionId })
    .where(and(eq(linkSessions.agencyId, ctx.agency.id), eq(linkSessions.id, session.id)))
  if (effect.kind === 'finish_session' && !inForm)
    await enqueue(tx, 'link-session.finish', { agencyId: ctx.agency.id, linkSessionId: session.id })
  await addEvent(tx, ctx, {
    kind: 'session.webhook',
    linkSessionId: session.id,
    connectionId: session.connectionId,
    data: { type: delivery.type },
  })
  await close(tx, ctx, delivery, 'session', session.connectionId, session.id)
  return effect.kind === 'ask_session' && !inForm ? { ask: session.id } : null
}

/** The poller's next turn, now, unless there is none or the provider asked for a longer wait. */
function sooner(nextPollAt: Date | null, now: Date): Date | null {
  if (!nextPollAt || nextPollAt.getTime() - now.getTime() > SOON_MS) return nextPollAt
  return nextPollAt < now ? nextPollAt : now
}

async function compareList(ctx: Ctx, delivery: Delivery): Promise<void> {
  const { providerAccountId } = delivery
  const waits = await hitLimit(ctx.db, LIST_LIMIT, providerAccountId, ctx.now())
  await inAgency(ctx, async (tx) => {
    if (waits === null)
      await enqueue(tx, 'provider-account.list', { agencyId: ctx.agency.id, providerAccountId })
    await close(tx, ctx, delivery, waits === null ? 'list' : 'list_waits', null, null)
  })
}

async function close(
  tx: Tx,
  ctx: Ctx,
  delivery: Delivery,
  outcome: WebhookOutcome,
  connectionId: string | null,
  linkSessionId: string | null,
): Promise<void> {
  await tx
    .update(webhookDeliveries)
    .set({ outcome, processedAt: ctx.now(), connectionId, linkSessionId })
    .where(and(eq(webhookDeliveries.agencyId, ctx.agency.id), eq(webhookDeliveries.id, delivery.id)))
}
