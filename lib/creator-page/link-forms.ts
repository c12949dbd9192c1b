import 'server-only'
import { redirect } from 'next/navigation'
import { z } from 'zod'
import type { RequestFacts } from '../auth/request-facts'
import { setInviteToken } from '../connect/cookie'
import { currentVisit, type Visit } from '../connect/visit'
import { AppError } from '../errors'
import { LOCALES, type Locale, localeOf } from '../i18n/locales'
import { translator } from '../i18n/translate'
import { ensureBrowser, readBrowser } from '../link-sessions/browser-cookie'
import type { CodeResult } from './codes'
import { confirmEmail } from './confirm-email'
import { setPageToken } from './cookie'
import { openPage, requestPageCode } from './open-page'
import { type connectionFormInput, connectionIdOf, formAccess } from './page-forms'
import { reconnectToken } from './reconnect'
import { requestEmailCode } from './request-email-code'
import { inHerWords, type Language, type Said } from './say'

const language = z.string().max(10)
const code = z.string().max(40)

export const sendCodeFormInput = z.strictObject({ language })
export const openFormInput = z.strictObject({ language, code })
export const emailFormInput = z.strictObject({
  language,
  linkSessionId: z.string().max(64),
  email: z.string().max(300),
})
export const confirmFormInput = z.strictObject({ language, code, timeZone: z.string().max(60) })

/** Mails and pages are in a language that people speak; the pseudo-locale is English to them. */
const spoken = (value: Language): Locale => LOCALES.find((locale) => locale === value) ?? 'en'

/** Whoever came with a link. Throws `unauthenticated` for everybody else. */
async function requireVisit(): Promise<Visit> {
  const visit = await currentVisit()
  if (!visit) throw new AppError('unauthenticated', 'Open the link that your agency sent you again.')
  return visit
}

function codeSaid(value: Language, taken: Exclude<CodeResult, { result: 'right' }>): Said {
  const t = translator(value, 'mine')
  return taken.result === 'wrong'
    ? { result: 'wrong', text: t('problems.wrong', { triesLeft: taken.triesLeft }) }
    : { result: 'over', text: t('problems.over') }
}

/** Mails a code to the address that she confirmed once. */
export function sendPageCodeForm(
  input: z.infer<typeof sendCodeFormInput>,
  facts: RequestFacts,
): Promise<Said> {
  const value = localeOf(input.language)
  return inHerWords(value, facts.requestId, async () => {
    const { ctx } = await requireVisit()
    const sent = await requestPageCode(ctx, { browser: await ensureBrowser() })
    const t = translator(value, 'mine')
    if (sent.result === 'sent') return { result: 'sent', text: t('door.sent', { email: sent.to }) }
    return { result: sent.result, text: sent.result === 'none' ? t('door.none') : t('problems.no_mail') }
  })
}

/** Opens her page with the code. */
export function openPageForm(input: z.infer<typeof openFormInput>, facts: RequestFacts): Promise<Said> {
  const value = localeOf(input.language)
  return inHerWords(value, facts.requestId, async () => {
    const { ctx } = await requireVisit()
    const opened = await openPage(ctx, { code: input.code, browser: await readBrowser() })
    if (opened.result !== 'right') return codeSaid(value, opened)
    await setPageToken(opened.page.token, opened.page.expiresAt)
    redirect(`/connect/mine?agency=${ctx.agency.slug}`)
  })
}

/** Mails a code to the address that she entered on the receipt. */
export function sendEmailCodeForm(input: z.infer<typeof emailFormInput>, facts: RequestFacts): Promise<Said> {
  const value = localeOf(input.language)
  return inHerWords(value, facts.requestId, async () => {
    const { ctx } = await requireVisit()
    const id = z.uuid().safeParse(input.linkSessionId)
    if (!id.success) throw new AppError('not_found', 'This attempt does not exist.')
    const { result } = await requestEmailCode(ctx, {
      linkSessionId: id.data,
      email: input.email,
      language: spoken(value),
      browser: await readBrowser(),
    })
    const t = translator(value, 'mine')
    if (result === 'sent') return { result, text: t('email.sent', { email: input.email.trim() }) }
    return { result, text: t(`problems.${result}`) }
  })
}

/** Takes the code, and opens her page in this browser. */
export function confirmEmailForm(
  input: z.infer<typeof confirmFormInput>,
  facts: RequestFacts,
): Promise<Said> {
  const value = localeOf(input.language)
  return inHerWords(value, facts.requestId, async () => {
    const { ctx } = await requireVisit()
    const confirmed = await confirmEmail(ctx, {
      code: input.code,
      language: spoken(value),
      timeZone: input.timeZone,
      browser: await readBrowser(),
    })
    if (confirmed.result !== 'right') return codeSaid(value, confirmed)
    await setPageToken(confirmed.page.token, confirmed.page.expiresAt)
    return { result: 'right', text: translator(value, 'mine')('email.done') }
  })
}

/** Leads to the link that repairs one of her accounts. */
export function reconnectForm(
  input: z.infer<typeof connectionFormInput>,
  facts: RequestFacts,
): Promise<Said> {
  const value = localeOf(input.language)
  return inHerWords(value, facts.requestId, async () => {
    const { ctx } = await formAccess(input)
    await setInviteToken(await reconnectToken(ctx, { connectionId: connectionIdOf(input) }))
    redirect('/connect')
  })
}
