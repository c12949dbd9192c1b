import 'server-only'
import { timingSafeEqual } from 'node:crypto'
import { and, desc, eq, gt, isNull } from 'drizzle-orm'
import { creatorCodes } from '@/db/schema/creator-codes'
import { mails } from '@/db/schema/mails'
import { audit } from '../audit/audit'
import { type Ctx, inAgency } from '../auth/context'
import { deriveCode } from '../crypto/derive'
import { AppError } from '../errors'
import type { Locale } from '../i18n/locales'
import { browserKey } from '../link-sessions/browser'
import { linkKey } from '../links/link-key'
import { canMail } from '../mail/can-mail'
import { queueMail } from '../mail/queue-mail'
import { hitLimit, type Limit } from '../system/rate-limit'
import { creatorOf } from './creator-context'

const CODE_MINUTES = 15
const TRIES = 5
const PER_CREATOR: Limit = { name: 'creator-code', max: 6, windowSeconds: 3600 }
const PER_MAILBOX: Limit = { name: 'creator-code-mail', max: 6, windowSeconds: 3600 }
const PER_ADDRESS: Limit = { name: 'creator-code-address', max: 20, windowSeconds: 3600 }

type CodeRow = typeof creatorCodes.$inferSelect
type Purpose = CodeRow['purpose']

export type NewCode = {
  purpose: Purpose
  email: string
  /** With confirm_email: the OnlyFans user that was proven. */
  ofUserId: string | null
  browser: string
  language: Locale
}

/**
 * Mails a code that works once, for a quarter of an hour, in the browser that asked. An earlier one stops working.
 * `no_mail`: there is no mail server. Throws `rate_limited`. Needs the system's rights.
 */
export async function issueCode(ctx: Ctx, input: NewCode): Promise<'sent' | 'no_mail'> {
  if (!canMail()) return 'no_mail'
  const creatorId = creatorOf(ctx)
  const now = ctx.now()
  const wait =
    (await hitLimit(ctx.db, PER_ADDRESS, ctx.address ?? 'unknown', now)) ??
    (await hitLimit(ctx.db, PER_CREATOR, creatorId, now)) ??
    (await hitLimit(ctx.db, PER_MAILBOX, input.email, now))
  if (wait !== null)
    throw new AppError('rate_limited', 'Too many codes were asked for.', { retryAfter: wait })
  await inAgency(ctx, async (tx) => {
    await tx
      .update(creatorCodes)
      .set({ expiresAt: now })
      .where(and(openFor(ctx, creatorId, input.purpose, input.browser), gt(creatorCodes.expiresAt, now)))
    const id = crypto.randomUUID()
    await tx.insert(creatorCodes).values({
      id,
      agencyId: ctx.agency.id,
      creatorId,
      purpose: input.purpose,
      email: input.email,
      ofUserId: input.ofUserId,
      browserKey: browserKey(input.browser),
      triesLeft: TRIES,
      createdAt: now,
      expiresAt: new Date(now.getTime() + CODE_MINUTES * 60_000),
    })
    await queueMail(tx, ctx, {
      kind: 'code',
      to: input.email,
      language: input.language,
      refs: { codeId: id },
      dedupeKey: mailKeyOf(id),
    })
    await audit(tx, ctx, {
      action: 'creator_code.send',
      targetType: 'creator',
      targetId: creatorId,
      after: { purpose: input.purpose },
    })
  })
  return 'sent'
}

const mailKeyOf = (codeId: string) => `code ${codeId}`

/** True when the code that this browser asked for last has not reached the mail server. Needs the system's rights. */
export async function codeIsLost(ctx: Ctx, input: { purpose: Purpose; browser: string }): Promise<boolean> {
  return inAgency(ctx, async (tx) => {
    const [code] = await tx
      .select({ id: creatorCodes.id })
      .from(creatorCodes)
      .where(openFor(ctx, creatorOf(ctx), input.purpose, input.browser))
      .orderBy(desc(creatorCodes.createdAt))
      .limit(1)
    if (!code) return false
    const [mail] = await tx
      .select({ status: mails.status, problem: mails.problem })
      .from(mails)
      .where(and(eq(mails.agencyId, ctx.agency.id), eq(mails.dedupeKey, mailKeyOf(code.id))))
    return mail !== undefined && mail.problem !== null && ['queued', 'failed'].includes(mail.status)
  })
}

export type CodeResult =
  | { result: 'right'; row: CodeRow }
  | { result: 'wrong'; triesLeft: number }
  /** Expired, used, tried too often, or asked for in another browser. */
  | { result: 'over' }

/** Compares a code with the one that this browser asked for last, and uses it up. Needs the system's rights. */
export async function takeCode(
  ctx: Ctx,
  input: { purpose: Purpose; browser: string; code: string },
): Promise<CodeResult> {
  const creatorId = creatorOf(ctx)
  return inAgency(ctx, async (tx) => {
    const [row] = await tx
      .select()
      .from(creatorCodes)
      .where(openFor(ctx, creatorId, input.purpose, input.browser))
      .orderBy(desc(creatorCodes.createdAt))
      .limit(1)
      .for('update')
    if (!row || row.expiresAt <= ctx.now() || row.triesLeft <= 0) return { result: 'over' }
    const expected = Buffer.from(deriveCode(await linkKey(tx, ctx.agency.id), row.id))
    const given = Buffer.from(input.code.replace(/[\s-]/g, ''))
    const right = given.length === expected.length && timingSafeEqual(given, expected)
    await tx
      .update(creatorCodes)
      .set(right ? { usedAt: ctx.now() } : { triesLeft: row.triesLeft - 1 })
      .where(eq(creatorCodes.id, row.id))
    if (right) return { result: 'right', row }
    return row.triesLeft > 1 ? { result: 'wrong', triesLeft: row.triesLeft - 1 } : { result: 'over' }
  })
}

function openFor(ctx: Ctx, creatorId: string, purpose: Purpose, browser: string) {
  return and(
    eq(creatorCodes.agencyId, ctx.agency.id),
    eq(creatorCodes.creatorId, creatorId),
    eq(creatorCodes.purpose, purpose),
    eq(creatorCodes.browserKey, browserKey(browser)),
    isNull(creatorCodes.usedAt),
  )
}
