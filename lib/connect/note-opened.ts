import 'server-only'
import { and, eq, sql } from 'drizzle-orm'
import { invites } from '@/db/schema/invites'
import { addEvent } from '../audit/events'
import { inAgency } from '../auth/context'
import { lockInvite } from '../invites/rows'
import { browserKey } from '../link-sessions/browser'
import { hitLimit, type Limit } from '../system/rate-limit'
import { validTimeZone } from './time-zone'
import type { Visit } from './visit'

const ONCE: Limit = { name: 'invite.opened', max: 1, windowSeconds: 3_600 }

/**
 * Counts that a person's browser looked at the page: once an hour for each browser and invite. A scanner only follows
 * the link and never comes here.
 */
export async function noteOpened(
  visit: Visit,
  input: { timeZone: string | null; browser: string },
): Promise<void> {
  const { ctx } = visit
  const subject = `${visit.inviteId}:${browserKey(input.browser)}`
  if ((await hitLimit(visit.systemDb, ONCE, subject, ctx.now())) !== null) return
  const timeZone = validTimeZone(input.timeZone)
  await inAgency(ctx, async (tx) => {
    const invite = await lockInvite(tx, ctx, visit.inviteId)
    if (!invite) return
    await tx
      .update(invites)
      .set({
        opened: sql`${invites.opened} + 1`,
        firstOpenedAt: invite.firstOpenedAt ?? ctx.now(),
        lastOpenedAt: ctx.now(),
        timeZone: timeZone ?? invite.timeZone,
      })
      .where(and(eq(invites.agencyId, ctx.agency.id), eq(invites.id, invite.id)))
    await addEvent(tx, ctx, { kind: 'invite.opened', inviteId: invite.id })
  })
}
