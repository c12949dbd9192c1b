import 'server-only'
import { headers } from 'next/headers'
import { cache } from 'react'
import { chosenLanguage } from '../i18n/chosen-language'
import { LOCALES, type Locale, type PageLocale } from '../i18n/locales'

/** The first language of the browser that this version speaks; English when there is none. */
export function preferredLanguage(acceptLanguage: string | null): Locale {
  const wanted = (acceptLanguage ?? '').split(',').map((part) => part.trim().slice(0, 2).toLowerCase())
  return (
    wanted.map((one) => LOCALES.find((locale) => locale === one)).find((one) => one !== undefined) ?? 'en'
  )
}

/** The language of a creator's page: her choice in this browser, else the link's, else her browser's. */
export const pageLanguage = cache(async (): Promise<PageLocale> => {
  const chosen = await chosenLanguage()
  if (chosen) return chosen
  return preferredLanguage((await headers()).get('accept-language'))
})
