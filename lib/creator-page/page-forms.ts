import 'server-only'
import { redirect } from 'next/navigation'
import { z } from 'zod'
import { currentUser } from '../auth/current-user'
import type { RequestFacts } from '../auth/request-facts'
import { closeBrowserSession, openBrowserSession } from '../auth/sign-in'
import { AppError } from '../errors'
import { localeOf } from '../i18n/locales'
import { translator } from '../i18n/translate'
import { PROVIDER_NAMES } from '../providers/words'
import { type PageAccess, pageAccess } from './access'
import { clearPageToken } from './cookie'
import { closeCreatorSessions } from './creator-session'
import { accountInput, linkAccount, makeAccount } from './make-account'
import { revokeAccess } from './revoke-access'
import { inHerWords, type Said } from './say'

/** What every form of her open page carries: the language it was shown in, and which page. */
const common = {
  language: z.string().max(10),
  agency: z.string().max(64),
}

export const pageFormInput = z.strictObject(common)
export const connectionFormInput = z.strictObject({ ...common, connectionId: z.string().max(64) })
export const accountFormInput = z.strictObject({
  ...common,
  name: z.string().max(200),
  password: z.string().max(400),
})

/** The open page that a form belongs to. Throws `unauthenticated` when it is closed. */
export async function formAccess(input: { agency: string }): Promise<PageAccess> {
  const access = await pageAccess(input.agency)
  if (!access) throw new AppError('unauthenticated', 'This page is closed. Open it again with a code.')
  return access
}

/** The id of a form, checked; what is no id at all is answered like one that does not exist. */
export function connectionIdOf(input: { connectionId: string }): string {
  const parsed = z.uuid().safeParse(input.connectionId)
  if (!parsed.success) throw new AppError('not_found', 'This connection does not exist.')
  return parsed.data
}

/** Takes back the access to one account. */
export function revokeForm(input: z.infer<typeof connectionFormInput>, facts: RequestFacts): Promise<Said> {
  const language = localeOf(input.language)
  return inHerWords(language, facts.requestId, async () => {
    const { ctx } = await formAccess(input)
    const { confirmed, username, provider } = await revokeAccess(ctx, { connectionId: connectionIdOf(input) })
    const t = translator(language, 'mine')
    const names = { username, provider: PROVIDER_NAMES[provider] }
    return { result: 'done', text: confirmed ? t('accounts.revoked', names) : t('accounts.revoking', names) }
  })
}

/** Closes the page: in this browser, and wherever else it was opened with a code. */
export async function closePageForm(input: z.infer<typeof pageFormInput>): Promise<Said> {
  const access = await pageAccess(input.agency)
  if (access) await closeCreatorSessions(access.ctx)
  await clearPageToken()
  if (access?.signedIn) await closeBrowserSession()
  redirect('/connect/mine?said=closed')
}

/** Makes an account of the page and signs her in with it. */
export function accountForm(input: z.infer<typeof accountFormInput>, facts: RequestFacts): Promise<Said> {
  const language = localeOf(input.language)
  return inHerWords(language, facts.requestId, async () => {
    const { ctx, ref } = await formAccess(input)
    const parsed = accountInput.safeParse({ name: input.name, password: input.password })
    if (!parsed.success) throw new AppError('invalid_input', 'Something is missing.')
    const made = await makeAccount(ctx, parsed.data)
    const t = translator(language, 'mine')
    if (made.result === 'linked') return { result: 'linked', text: t('account.has') }
    if (made.result !== 'made') return { result: made.result, text: t(`problems.${made.result}`) }
    await openBrowserSession({ email: made.email, password: parsed.data.password })
    redirect(`/connect/mine?agency=${ref.slug}`)
  })
}

/** Ties the page to the account that is signed in here. */
export function linkForm(input: z.infer<typeof pageFormInput>, facts: RequestFacts): Promise<Said> {
  const language = localeOf(input.language)
  return inHerWords(language, facts.requestId, async () => {
    const { ctx } = await formAccess(input)
    const user = await currentUser()
    const t = translator(language, 'mine')
    if (!user) return { result: 'other_address', text: t('problems.other_address') }
    const { result } = await linkAccount(ctx, user)
    return { result, text: result === 'linked' ? t('account.has') : t(`problems.${result}`) }
  })
}
