import 'server-only'
import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import { creatorContacts } from '@/db/schema/creator-contacts'
import { type Ctx, inAgency } from '../auth/context'
import { LOCALES, type Locale } from '../i18n/locales'
import { type CodeResult, issueCode, takeCode } from './codes'
import { creatorOf, withSystemRights } from './creator-context'
import { openCreatorSession, type PageToken } from './creator-session'
import { maskEmail } from './mask-email'

export const openPageInput = z.strictObject({ code: z.string().trim().min(1).max(20) })

/** Her confirmed address, or null while she has none. */
export async function readContact(ctx: Ctx): Promise<{
  email: string
  language: Locale
  timeZone: string
  hasAccount: boolean
  userId: string | null
} | null> {
  const [row] = await inAgency(ctx, (tx) =>
    tx
      .select({
        email: creatorContacts.email,
        language: creatorContacts.language,
        timeZone: creatorContacts.timeZone,
        userId: creatorContacts.userId,
      })
      .from(creatorContacts)
      .where(and(eq(creatorContacts.agencyId, ctx.agency.id), eq(creatorContacts.creatorId, creatorOf(ctx)))),
  )
  if (!row) return null
  const language = LOCALES.find((locale) => locale === row.language) ?? 'en'
  return { ...row, language, hasAccount: row.userId !== null }
}

/** Mails a code to the address that she confirmed once. `none`: she never did. Throws `rate_limited`. */
export async function requestPageCode(
  ctx: Ctx,
  input: { browser: string },
): Promise<{ result: 'sent'; to: string } | { result: 'none' | 'no_mail' }> {
  const contact = await readContact(ctx)
  if (!contact) return { result: 'none' }
  const result = await issueCode(withSystemRights(ctx), {
    purpose: 'open_page',
    email: contact.email,
    ofUserId: null,
    browser: input.browser,
    language: contact.language,
  })
  return result === 'sent' ? { result, to: maskEmail(contact.email) } : { result }
}

export type Opened = { result: 'right'; page: PageToken } | Exclude<CodeResult, { result: 'right' }>

/** Opens her page in this browser with the code from the mail. */
export async function openPage(
  ctx: Ctx,
  input: z.infer<typeof openPageInput> & { browser: string | null },
): Promise<Opened> {
  const system = withSystemRights(ctx)
  if (!input.browser) return { result: 'over' }
  const taken = await takeCode(system, { purpose: 'open_page', browser: input.browser, code: input.code })
  if (taken.result !== 'right') return taken
  // The address may have been changed since the code was sent.
  const contact = await readContact(ctx)
  if (contact?.email !== taken.row.email) return { result: 'over' }
  return { result: 'right', page: await openCreatorSession(system) }
}
