import 'server-only'
import { cookies } from 'next/headers'
import { env } from '../env'
import { LOCALES, type Locale } from './locales'

const secure = () => env().APP_ORIGIN.startsWith('https:')
const name = () => (secure() ? '__Host-patchbay-language' : 'patchbay-language')

const asLocale = (value: string | undefined) => LOCALES.find((locale) => locale === value) ?? null

/** The language that this browser chose for the creator's pages, or null: then the link's own language holds. */
export async function chosenLanguage(): Promise<Locale | null> {
  return asLocale((await cookies()).get(name())?.value)
}

/** The `set-cookie` line that keeps a choice for half a year; null for a language that does not exist. */
export function languageCookie(value: string): string | null {
  const locale = asLocale(value)
  if (!locale) return null
  const flags = ['Path=/', 'HttpOnly', 'SameSite=Lax', `Max-Age=${180 * 24 * 3600}`]
  if (secure()) flags.push('Secure')
  return `${name()}=${locale}; ${flags.join('; ')}`
}
