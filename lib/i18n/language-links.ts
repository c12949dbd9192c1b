import { LOCALE_NAMES, LOCALES, type PageLocale } from './locales'

/** The other languages of a creator's page, as plain links that lead back to it. */
export function languageLinks(current: PageLocale, back: '/connect' | '/connect/mine' | '/connect/attempt') {
  return LOCALES.filter((locale) => locale !== current).map((locale) => ({
    locale,
    name: LOCALE_NAMES[locale],
    href: `/connect/language/${locale}?back=${encodeURIComponent(back)}`,
  }))
}
