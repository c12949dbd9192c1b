import 'server-only'
import { and, eq } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { creatorContacts } from '@/db/schema/creator-contacts'
import { addEvent } from '../audit/events'
import type { Ctx } from '../auth/context'
import { LOCALES } from '../i18n/locales'
import type { LinkSessionRow } from '../link-sessions/move'
import { queueMail } from '../mail/queue-mail'
import { type InviteRow, writeInvite } from './rows'

/**
 * Counts a connection that was proven through an invite, in the transaction that completes its session, and queues the
 * creator's receipt. The caller holds the invite's lock; the count never passes what the invite allows.
 */
export async function countUse(
  tx: Tx,
  ctx: Ctx,
  invite: InviteRow,
  session: LinkSessionRow,
  connectionId: string,
): Promise<void> {
  await writeInvite(tx, ctx, invite.id, { uses: Math.min(invite.uses + 1, invite.maxUses) })
  await addEvent(tx, ctx, {
    kind: 'invite.used',
    inviteId: invite.id,
    linkSessionId: session.id,
    connectionId,
  })
  await mailReceipt(tx, ctx, session)
}

/** Only to the address that she confirmed herself: the one that the team wrote to may be anybody's. */
async function mailReceipt(tx: Tx, ctx: Ctx, session: LinkSessionRow): Promise<void> {
  const [contact] = await tx
    .select({ email: creatorContacts.email, language: creatorContacts.language })
    .from(creatorContacts)
    .where(and(eq(creatorContacts.agencyId, ctx.agency.id), eq(creatorContacts.creatorId, session.creatorId)))
  if (!contact) return
  await queueMail(tx, ctx, {
    kind: 'receipt',
    to: contact.email,
    language: LOCALES.find((locale) => locale === contact.language) ?? 'en',
    refs: { linkSessionId: session.id },
    dedupeKey: `receipt:${session.id}`,
  })
}
