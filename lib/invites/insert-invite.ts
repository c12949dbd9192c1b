import 'server-only'
import { and, eq, isNotNull } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { invites } from '@/db/schema/invites'
import { audit } from '../audit/audit'
import { addEvent } from '../audit/events'
import { actorId, type Ctx } from '../auth/context'
import type { InviteRow } from './rows'
import { storeToken } from './tokens'

const HOUR_MS = 3_600_000

export type NewInvite = Pick<InviteRow, 'id' | 'creatorId' | 'purpose' | 'connectionId' | 'language'> &
  Partial<
    Pick<
      InviteRow,
      'expectedUsername' | 'providerAccountId' | 'country' | 'region' | 'city' | 'note' | 'mailTo' | 'maxUses'
    >
  > & { expiresInHours: number }

/** How long from now: what every way of setting the expiry means. */
export const expiryOf = (ctx: Ctx, hours: number): Date => new Date(ctx.now().getTime() + hours * HOUR_MS)

/**
 * Writes an invite with its token's hash. It answers the creator's request for a new link, if she made one.
 * @returns null when an invite with this id exists already, here or elsewhere
 */
export async function insertInvite(tx: Tx, ctx: Ctx, input: NewInvite): Promise<InviteRow | null> {
  const { expiresInHours, ...values } = input
  // Invites first, then the connection that the new row refers to: the order of locks everywhere.
  await tx
    .update(invites)
    .set({ askedAgainAt: null })
    .where(
      and(
        eq(invites.agencyId, ctx.agency.id),
        eq(invites.creatorId, input.creatorId),
        isNotNull(invites.askedAgainAt),
      ),
    )
  const [row] = await tx
    .insert(invites)
    .values({
      ...values,
      agencyId: ctx.agency.id,
      expiresAt: expiryOf(ctx, expiresInHours),
      createdBy: actorId(ctx),
      createdAt: ctx.now(),
    })
    .onConflictDoNothing()
    .returning()
  if (!row) return null
  await storeToken(tx, ctx, row)
  await addEvent(tx, ctx, { kind: 'invite.created', inviteId: row.id, connectionId: row.connectionId })
  await audit(tx, ctx, {
    action: 'invite.create',
    targetType: 'invite',
    targetId: row.id,
    after: {
      creatorId: row.creatorId,
      purpose: row.purpose,
      connectionId: row.connectionId,
      expectedUsername: row.expectedUsername,
      maxUses: row.maxUses,
      expiresAt: row.expiresAt.toISOString(),
    },
  })
  return row
}
