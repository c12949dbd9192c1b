import 'server-only'
import type { Tx } from '@/db/client'
import { type MailRefs, mails } from '@/db/schema/mails'
import { actorId, type Ctx } from '../auth/context'
import type { Locale } from '../i18n/locales'
import { enqueue } from '../jobs/enqueue'
import { canMail } from './can-mail'
import { mailLimit } from './mail-limit'
import type { MailProblem } from './words'

export type MailKind = (typeof mails.$inferSelect)['kind']

export type NewMail = {
  kind: MailKind
  to: string
  language: Locale
  /** Ids only: words, links and codes are made when it is sent. */
  refs: MailRefs
  /** Two requests with the same key make one mail. */
  dedupeKey: string
}

/**
 * Queues a mail in the transaction of what it tells. Without a mail server it fails at once, to be seen where it was
 * sent from. Returns its id, or null when the same mail was queued before. Throws `rate_limited` when an invite was
 * mailed too often.
 */
export async function queueMail(tx: Tx, ctx: Ctx, mail: NewMail): Promise<string | null> {
  const now = ctx.now()
  const id = crypto.randomUUID()
  const unsendable: MailProblem | null = canMail() ? null : 'not_configured'
  const asked = mail.kind === 'invite' || mail.kind === 'reconnect'
  if (asked && mail.refs.inviteId) await mailLimit(tx, ctx, mail.refs.inviteId)
  const made = await tx
    .insert(mails)
    .values({
      id,
      agencyId: ctx.agency.id,
      kind: mail.kind,
      toAddress: mail.to,
      language: mail.language,
      refs: mail.refs,
      dedupeKey: mail.dedupeKey,
      status: unsendable ? 'failed' : 'queued',
      problem: unsendable,
      createdBy: actorId(ctx),
      createdAt: now,
      nextAttemptAt: now,
    })
    .onConflictDoNothing()
    .returning({ id: mails.id })
  if (made.length === 0) return null
  if (!unsendable) await enqueue(tx, 'mail.send', { agencyId: ctx.agency.id, mailId: id })
  return id
}
