import 'server-only'
import type { Tx } from '@/db/client'
import { addEvent } from '../audit/events'
import type { Ctx } from '../auth/context'
import { LOCALES } from '../i18n/locales'
import { queueMail } from '../mail/queue-mail'
import { type InviteRow, writeInvite } from './rows'

const MINUTE_MS = 60_000

/**
 * Queues the mail with an invite's link, within the caller's transaction; the address is remembered. It answers the
 * creator who asked for this link because hers was replaced. Pressing twice within a minute makes one mail.
 */
export async function sendInvite(tx: Tx, ctx: Ctx, invite: InviteRow, to: string): Promise<void> {
  await writeInvite(tx, ctx, invite.id, { mailTo: to, askedAgainAt: null })
  const mailId = await queueMail(tx, ctx, {
    kind: invite.purpose === 'reconnect' ? 'reconnect' : 'invite',
    to,
    language: LOCALES.find((locale) => locale === invite.language) ?? 'en',
    refs: { inviteId: invite.id },
    dedupeKey: `invite:${invite.id}:${invite.rotation}:${to}:${Math.floor(ctx.now().getTime() / MINUTE_MS)}`,
  })
  if (mailId)
    await addEvent(tx, ctx, {
      kind: 'invite.mailed',
      inviteId: invite.id,
      connectionId: invite.connectionId,
    })
}
