import 'server-only'
import { randomUUID } from 'node:crypto'
import { and, eq } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { connections } from '@/db/schema/connections'
import { creators } from '@/db/schema/creators'
import { invites } from '@/db/schema/invites'
import { audit } from '../audit/audit'
import { actorId, type Ctx, inAgency } from '../auth/context'
import { requirePermission } from '../auth/permissions'
import { AppError, notFound } from '../errors'
import { readProviderAccount, refuseOff } from '../provider-accounts/adapter-for'
import { assignSelf } from '../team/assign-self'
import type { InviteInput } from './input'
import { insertInvite } from './insert-invite'
import { sendInvite } from './send-invite'

/** The same form was sent twice at the same moment, and the other one was faster. */
class SentTwice extends Error {}

/**
 * Makes a link for a creator, for a new one if need be, and mails it when there is an address. The form's key becomes
 * the invite's id, so sending it twice makes one. Throws `not_found`, `conflict` when the connection to repair has
 * ended, `provider_unset`.
 */
export async function createInvite(ctx: Ctx, input: InviteInput): Promise<{ inviteId: string }> {
  requirePermission(ctx, 'invites.write')
  const id = input.idempotencyKey ?? randomUUID()
  try {
    await inAgency(ctx, async (tx) => {
      if (await exists(tx, ctx, id)) return
      await make(tx, ctx, id, input)
    })
  } catch (error) {
    if (!(error instanceof SentTwice)) throw error
    // Not visible here: then the id belongs to somebody else's invite, and the form must be made anew.
    if (!(await inAgency(ctx, (tx) => exists(tx, ctx, id))))
      throw new AppError('conflict', 'This form cannot be sent again. Reload the page.')
  }
  return { inviteId: id }
}

async function exists(tx: Tx, ctx: Ctx, id: string): Promise<boolean> {
  const [row] = await tx
    .select({ id: invites.id })
    .from(invites)
    .where(and(eq(invites.agencyId, ctx.agency.id), eq(invites.id, id)))
  return row !== undefined
}

async function make(tx: Tx, ctx: Ctx, id: string, input: InviteInput): Promise<void> {
  const account = await readProviderAccount(tx, ctx, input.connectionId ? undefined : input.providerAccountId)
  if (!input.connectionId) refuseOff(account)
  const creatorId = input.connectionId
    ? await creatorOf(tx, ctx, input.connectionId, input.creatorId)
    : await chooseCreator(tx, ctx, input)
  const row = await insertInvite(tx, ctx, {
    id,
    creatorId,
    purpose: input.purpose,
    connectionId: input.connectionId ?? null,
    // On reconnect the OnlyFans user decides, whatever name it has by now.
    expectedUsername: input.purpose === 'connect' ? (input.expectedUsername ?? null) : null,
    country: input.country ?? null,
    region: input.state ?? null,
    city: input.city ?? null,
    language: input.language,
    // Without a choice it stays open: the agency's first account at the moment when she continues.
    providerAccountId: !input.connectionId && input.providerAccountId ? account.id : null,
    note: input.note,
    maxUses: input.maxUses,
    expiresInHours: input.expiresInHours,
  })
  if (!row) throw new SentTwice()
  if (input.mailTo) await sendInvite(tx, ctx, row, input.mailTo)
}

/** Whose connection is to be repaired. */
async function creatorOf(
  tx: Tx,
  ctx: Ctx,
  connectionId: string,
  creatorId: string | undefined,
): Promise<string> {
  const [row] = await tx
    .select({ creatorId: connections.creatorId, endedAt: connections.endedAt })
    .from(connections)
    .where(and(eq(connections.agencyId, ctx.agency.id), eq(connections.id, connectionId)))
  if (!row || (creatorId && creatorId !== row.creatorId)) throw notFound('connection')
  if (row.endedAt)
    throw new AppError('conflict', 'This connection was disconnected. Invite the creator to connect anew.')
  return row.creatorId
}

async function chooseCreator(tx: Tx, ctx: Ctx, input: InviteInput): Promise<string> {
  if (input.creatorId) {
    const [found] = await tx
      .select({ id: creators.id })
      .from(creators)
      .where(and(eq(creators.agencyId, ctx.agency.id), eq(creators.id, input.creatorId)))
    if (!found) throw notFound('creator')
    return found.id
  }
  const id = randomUUID()
  const name = input.creatorName ?? ''
  await tx
    .insert(creators)
    .values({ id, agencyId: ctx.agency.id, name, createdBy: actorId(ctx), createdAt: ctx.now() })
  await assignSelf(tx, ctx, id)
  await audit(tx, ctx, { action: 'creator.create', targetType: 'creator', targetId: id, after: { name } })
  return id
}
