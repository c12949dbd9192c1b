import 'server-only'
import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import { memberships } from '@/db/schema/memberships'
import { audit } from '../audit/audit'
import { type Ctx, inAgency } from '../auth/context'
import { requirePermission } from '../auth/permissions'
import { notFound } from '../errors'
import { NOTICE_CADENCES, NOTICE_CHANNELS, type NoticeCadence, type NoticeChannel } from './words'

export const preferencesInput = z.strictObject({
  channel: z.enum(NOTICE_CHANNELS),
  cadence: z.enum(NOTICE_CADENCES),
})
export type NoticePreferences = { channel: NoticeChannel; cadence: NoticeCadence }

const columns = { channel: memberships.noticeChannel, cadence: memberships.noticeCadence }

/** How the viewer hears of what broke in this agency. */
export async function getNoticePreferences(ctx: Ctx): Promise<NoticePreferences> {
  requirePermission(ctx, 'connections.read')
  const { actor } = ctx
  if (actor.kind !== 'user') throw notFound('membership')
  const [row] = await inAgency(ctx, (tx) =>
    tx
      .select(columns)
      .from(memberships)
      .where(and(eq(memberships.agencyId, ctx.agency.id), eq(memberships.userId, actor.userId))),
  )
  if (!row) throw notFound('membership')
  return row
}

/** Changes how the viewer hears of what broke in this agency. Nobody sets it for somebody else. */
export async function setNoticePreferences(ctx: Ctx, input: NoticePreferences): Promise<void> {
  requirePermission(ctx, 'connections.read')
  const { actor } = ctx
  if (actor.kind !== 'user') throw notFound('membership')
  await inAgency(ctx, async (tx) => {
    const mine = and(eq(memberships.agencyId, ctx.agency.id), eq(memberships.userId, actor.userId))
    const [before] = await tx.select(columns).from(memberships).where(mine).for('update')
    if (!before) throw notFound('membership')
    await tx
      .update(memberships)
      .set({ noticeChannel: input.channel, noticeCadence: input.cadence })
      .where(mine)
    await audit(tx, ctx, {
      action: 'membership.notices',
      targetType: 'user',
      targetId: actor.userId,
      before,
      after: input,
    })
  })
}
