import 'server-only'
import { and, asc, eq, gt, isNotNull, isNull, lt, sql } from 'drizzle-orm'
import type { Db } from '@/db/client'
import { creatorContacts } from '@/db/schema/creator-contacts'
import { invites } from '@/db/schema/invites'
import { addEvent } from '../audit/events'
import { type Ctx, inAgency } from '../auth/context'
import { timeZoneOf } from '../creator-page/time-zone'
import { LOCALES } from '../i18n/locales'
import { queueMail } from './queue-mail'
import { isQuiet } from './quiet-hours'

const AFTER_MS = 2 * 86_400_000
/** A link that ends sooner is not worth a reminder. */
const LEAST_LEFT_MS = 60 * 60_000
const MOST = 200

export type DueReminder = { agencyId: string; inviteId: string }

/** Still waiting for her first look, and never reminded. */
const unopened = and(
  isNull(invites.firstOpenedAt),
  isNull(invites.remindedAt),
  isNull(invites.revokedAt),
  isNull(invites.pausedAt),
  eq(invites.started, 0),
  isNotNull(invites.mailTo),
)

/**
 * Invites whose mail left two days ago or more, to the address that they have now, and that nobody opened; those where
 * it is night are left for a later sweep.
 */
export async function dueReminders(db: Db, now: Date): Promise<DueReminder[]> {
  const before = new Date(now.getTime() - AFTER_MS).toISOString()
  const ofInvite = sql`m.agency_id = ${invites.agencyId} and m.refs @> jsonb_build_object('inviteId', ${invites.id}::text)`
  const rows = await db
    .select({
      agencyId: invites.agencyId,
      inviteId: invites.id,
      zone: sql<string | null>`coalesce(${creatorContacts.timeZone}, ${invites.timeZone})`,
    })
    .from(invites)
    .leftJoin(
      creatorContacts,
      and(eq(creatorContacts.agencyId, invites.agencyId), eq(creatorContacts.creatorId, invites.creatorId)),
    )
    .where(
      and(
        unopened,
        gt(invites.expiresAt, new Date(now.getTime() + LEAST_LEFT_MS)),
        lt(invites.uses, invites.maxUses),
        sql`exists (select 1 from mails m where ${ofInvite} and m.status = 'sent' and m.to_address = ${invites.mailTo})`,
        sql`not exists (select 1 from mails m where ${ofInvite} and m.status in ('sent', 'queued')
          and coalesce(m.sent_at, m.created_at) > ${before}::timestamptz)`,
      ),
    )
    .orderBy(asc(invites.createdAt))
    .limit(MOST)
  return rows
    .filter(({ zone }) => zone === null || !isQuiet(now, timeZoneOf(zone)))
    .map(({ agencyId, inviteId }) => ({ agencyId, inviteId }))
}

/** Queues the one reminder of an invite, unless she opened it in the meantime. Returns whether it did. */
export function remindCreator(ctx: Ctx, inviteId: string): Promise<boolean> {
  return inAgency(ctx, async (tx) => {
    const [invite] = await tx
      .update(invites)
      .set({ remindedAt: ctx.now() })
      .where(and(eq(invites.agencyId, ctx.agency.id), eq(invites.id, inviteId), unopened))
      .returning()
    if (!invite?.mailTo) return false
    await queueMail(tx, ctx, {
      kind: 'reminder',
      to: invite.mailTo,
      language: LOCALES.find((locale) => locale === invite.language) ?? 'en',
      refs: { inviteId },
      dedupeKey: `reminder:${inviteId}`,
    })
    await addEvent(tx, ctx, { kind: 'invite.reminded', inviteId, connectionId: invite.connectionId })
    return true
  })
}
