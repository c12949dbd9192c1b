import 'server-only'
import { headers } from 'next/headers'
import { chosenLanguage } from '../i18n/chosen-language'
import { LOCALES, type Locale } from '../i18n/locales'

/** The first language of a browser's list that this version speaks; English when there is none. */
export function acceptedLanguage(header: string | null): Locale {
  const wanted = (header ?? '').split(',').map((part) => part.trim().slice(0, 2).toLowerCase())
  return wanted.flatMap((code) => LOCALES.find((locale) => locale === code) ?? [])[0] ?? 'en'
}

/** The language of a page that belongs to no link: her choice in this browser, else what her browser asks for. */
export async function pageLanguage(): Promise<Locale> {
  return (await chosenLanguage()) ?? acceptedLanguage((await headers()).get('accept-language'))
}
