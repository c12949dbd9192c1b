import 'server-only'
import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import { creatorContacts } from '@/db/schema/creator-contacts'
import { audit } from '../audit/audit'
import { type Ctx, inAgency } from '../auth/context'
import { LOCALES } from '../i18n/locales'
import { queueReceipt } from '../mail/queue-receipt'
import { type CodeResult, takeCode } from './codes'
import { creatorOf, withSystemRights } from './creator-context'
import { closeSessionsInTx, openCreatorSession, type PageToken } from './creator-session'
import { timeZoneOf } from './time-zone'

export const confirmEmailInput = z.strictObject({
  code: z.string().trim().min(1).max(20),
  language: z.enum(LOCALES),
  timeZone: z.string().max(60).optional(),
})

export type Confirmed =
  | { result: 'right'; email: string; page: PageToken }
  | Exclude<CodeResult, { result: 'right' }>

/**
 * Takes the code that came by mail: from now on the address is hers, and her page is open in this browser. Where it was
 * opened with codes to another address, it closes. An account that was made of her page keeps its own sign-in address.
 */
export async function confirmEmail(
  ctx: Ctx,
  input: z.infer<typeof confirmEmailInput> & { browser: string | null },
): Promise<Confirmed> {
  const creatorId = creatorOf(ctx)
  const system = withSystemRights(ctx)
  if (!input.browser) return { result: 'over' }
  const taken = await takeCode(system, { purpose: 'confirm_email', browser: input.browser, code: input.code })
  if (taken.result !== 'right') return taken
  const { email, ofUserId } = taken.row
  await inAgency(system, async (tx) => {
    const contact = {
      email,
      ofUserId: ofUserId ?? '',
      language: input.language,
      timeZone: timeZoneOf(input.timeZone),
      confirmedAt: ctx.now(),
    }
    const [before] = await tx
      .select({ email: creatorContacts.email })
      .from(creatorContacts)
      .where(and(eq(creatorContacts.agencyId, ctx.agency.id), eq(creatorContacts.creatorId, creatorId)))
      .for('update')
    await tx
      .insert(creatorContacts)
      .values({ agencyId: ctx.agency.id, creatorId, ...contact })
      .onConflictDoUpdate({ target: [creatorContacts.agencyId, creatorContacts.creatorId], set: contact })
    if (before && before.email !== email) await closeSessionsInTx(tx, system)
    if (ofUserId) await queueReceipt(tx, system, { creatorId, ofUserId, email, language: input.language })
    // The log tells that it changed, not what it is: the address is hers alone.
    await audit(tx, system, {
      action: before ? 'creator_contact.change' : 'creator_contact.confirm',
      targetType: 'creator',
      targetId: creatorId,
    })
  })
  return { result: 'right', email, page: await openCreatorSession(system) }
}
