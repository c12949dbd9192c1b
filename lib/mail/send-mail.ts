import 'server-only'
import { and, eq } from 'drizzle-orm'
import { mails } from '@/db/schema/mails'
import { addEvent } from '../audit/events'
import { type Ctx, inAgency } from '../auth/context'
import { normalizeEmail } from '../auth/email'
import { env } from '../env'
import { translator } from '../i18n/translate'
import { enqueue } from '../jobs/enqueue'
import { logger } from '../logger'
import { backOff, MOST_ATTEMPTS } from './back-off'
import { claimMail } from './claim-mail'
import { composeMail } from './compose'
import type { MailContent } from './content'
import { deliver, type Letter } from './deliver'
import type { MailRow } from './facts/loaded'
import { layout } from './layout'
import { plainText } from './plain-text'
import { headerValue } from './plain-value'
import { sendFailure } from './smtp-problem'
import type { DropReason, MailProblem } from './words'

type Ending =
  | { status: 'sent' }
  | { status: 'dropped'; problem: DropReason }
  | { status: 'failed'; problem: MailProblem }
  /** To be tried again after so many milliseconds. */
  | { status: 'queued'; problem: MailProblem; wait: number }

const PRODUCT = 'Patchbay'

function letterOf(mail: MailRow, content: MailContent): Letter | null {
  const { MAIL_FROM, MAIL_REPLY_TO } = env()
  const to = normalizeEmail(mail.toAddress)
  if (!MAIL_FROM || !to) return null
  const t = translator(content.locale, 'mail')
  const name = t('from', { agency: content.agencyName, product: MAIL_FROM.name || PRODUCT })
  return {
    id: mail.id,
    kind: mail.kind,
    from: { name: headerValue(name, 80), address: MAIL_FROM.address },
    replyTo: MAIL_REPLY_TO ?? null,
    to,
    language: content.locale,
    subject: headerValue(content.subject),
    html: layout(content),
    text: plainText(content),
  }
}

/** Writes what became of an attempt; a worker whose claim was over in the meantime writes nothing. */
async function settle(ctx: Ctx, mail: MailRow, ending: Ending): Promise<void> {
  const now = ctx.now()
  await inAgency(ctx, async (tx) => {
    const written = await tx
      .update(mails)
      .set({
        status: ending.status,
        problem: ending.status === 'sent' ? null : ending.problem,
        ...(ending.status === 'sent' ? { sentAt: now } : {}),
        ...(ending.status === 'queued' ? { nextAttemptAt: new Date(now.getTime() + ending.wait) } : {}),
      })
      .where(
        and(
          eq(mails.agencyId, ctx.agency.id),
          eq(mails.id, mail.id),
          eq(mails.status, 'queued'),
          eq(mails.attempts, mail.attempts),
        ),
      )
      .returning({ id: mails.id })
    if (written.length === 0) return
    if (ending.status === 'failed' && mail.refs.inviteId)
      await addEvent(tx, ctx, {
        kind: 'invite.mail_failed',
        inviteId: mail.refs.inviteId,
        data: { problem: ending.problem },
      })
    if (ending.status !== 'queued') return
    const job = { agencyId: ctx.agency.id, mailId: mail.id }
    await enqueue(tx, 'mail.send', job, Math.ceil(ending.wait / 1000))
  })
}

async function attempt(ctx: Ctx, mail: MailRow, send: typeof deliver): Promise<Ending> {
  const { SMTP_URL } = env()
  if (!SMTP_URL) return { status: 'failed', problem: 'not_configured' }
  if (mail.attempts > MOST_ATTEMPTS) return { status: 'failed', problem: 'internal' }
  const composed = await composeMail(ctx, mail)
  if ('drop' in composed) return { status: 'dropped', problem: composed.drop }
  const letter = letterOf(mail, composed.content)
  if (!letter) return { status: 'failed', problem: 'bad_address' }
  try {
    await send(SMTP_URL, letter)
    return { status: 'sent' }
  } catch (error) {
    const { lasting, problem, responseCode } = sendFailure(error)
    const wait = lasting ? null : backOff(mail.attempts)
    // No address and no text of the server's: it may quote what it was sent.
    logger.warn({ mailId: mail.id, kind: mail.kind, problem, responseCode, again: wait !== null }, 'mail')
    return wait === null ? { status: 'failed', problem } : { status: 'queued', problem, wait }
  }
}

/**
 * One attempt at sending a mail that is due. What went wrong for now is tried again later; what went wrong for good is
 * written to its row. A worker that dies after the mail server took it sends it once more, with the same Message-ID.
 */
export async function sendMail(ctx: Ctx, mailId: string, send = deliver): Promise<void> {
  const mail = await claimMail(ctx, mailId)
  if (mail) await settle(ctx, mail, await attempt(ctx, mail, send))
}
