import 'server-only'
import type { Tx } from '@/db/client'
import { type MailRefs, mails } from '@/db/schema/mails'
import { actorId, type Ctx } from '../auth/context'
import type { Locale } from '../i18n/locales'
import { enqueue } from '../jobs/enqueue'

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
 * Queues a mail in the transaction of what it tells. Returns its id, or null when the same mail was queued before.
 */
export async function queueMail(tx: Tx, ctx: Ctx, mail: NewMail): Promise<string | null> {
  const now = ctx.now()
  const id = crypto.randomUUID()
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
      status: 'queued',
      createdBy: actorId(ctx),
      createdAt: now,
      nextAttemptAt: now,
    })
    .onConflictDoNothing()
    .returning({ id: mails.id })
  if (made.length === 0) return null
  await enqueue(tx, 'mail.send', { agencyId: ctx.agency.id, mailId: id })
  return id
}
