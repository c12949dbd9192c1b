import 'server-only'
import { and, eq, isNull, sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Tx } from '@/db/client'
import { connections } from '@/db/schema/connections'
import { audit } from '../audit/audit'
import type { EventKind } from '../audit/words'
import { actorId, type Ctx, inAgency } from '../auth/context'
import { requirePermission } from '../auth/permissions'
import { AppError } from '../errors'
import { type LockedTeam, lockTeam } from './lock-team'

export const handOverInput = z.strictObject({
  userId: z.uuid(),
  /** Who takes over; null for nobody. */
  toUserId: z.uuid().nullable(),
})

const HANDED_OVER: EventKind = 'connection.handed_over'

/** Gives all live connections that somebody looks after to another member, or to nobody. @returns how many */
export async function handOver(
  ctx: Ctx,
  input: z.infer<typeof handOverInput>,
): Promise<{ connections: number }> {
  requirePermission(ctx, 'team.manage')
  return inAgency(ctx, async (tx) => {
    const team = await lockTeam(tx, ctx, 'team.manage')
    const from = team.member(input.userId)
    const moved = await moveConnections(tx, ctx, team, from.userId, input.toUserId)
    if (moved > 0)
      await audit(tx, ctx, {
        action: 'member.hand_over',
        targetType: 'user',
        targetId: from.userId,
        after: { toUserId: input.toUserId, connections: moved },
      })
    return { connections: moved }
  })
}

/** Moves what somebody looks after, with a line in each timeline. The team is locked. @returns how many */
export async function moveConnections(
  tx: Tx,
  ctx: Ctx,
  team: LockedTeam,
  from: string,
  to: string | null,
): Promise<number> {
  if (to) {
    const receiver = team.member(to)
    if (to === from) throw refused('Choose somebody else.')
    if (receiver.deactivatedAt) throw refused('This person is deactivated.')
    if (receiver.assignedOnly)
      throw refused('This person sees assigned creators only. Choose somebody who sees all.')
  }
  const moved = await tx
    .update(connections)
    .set({ ownerId: to, updatedAt: ctx.now() })
    .where(
      and(
        eq(connections.agencyId, ctx.agency.id),
        eq(connections.ownerId, from),
        isNull(connections.endedAt),
      ),
    )
    .returning({ id: connections.id })
  const at = ctx.now().toISOString()
  const ids = moved.map((row) => row.id)
  if (ids.length > 0)
    await tx.execute(sql`
      insert into events (agency_id, connection_id, kind, actor_kind, actor_user_id, data, at)
      select ${ctx.agency.id}::uuid, c.id, ${HANDED_OVER}, ${ctx.actor.kind}, ${actorId(ctx)}::uuid, '{}'::jsonb, ${at}::timestamptz
      from connections c
      where c.agency_id = ${ctx.agency.id} and c.id = any (${sql.param(ids)}::uuid[])`)
  return moved.length
}

function refused(message: string): AppError {
  return new AppError('invalid_input', message, { fields: { toUserId: message } })
}
