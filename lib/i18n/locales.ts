/** The languages of what creators see and get by mail. A new one is a folder in `messages` and a line here. */
export const LOCALES = ['en', 'es'] as const
export type Locale = (typeof LOCALES)[number]

/** What each language calls itself. */
export const LOCALE_NAMES: Record<Locale, string> = { en: 'English', es: 'Español' }

/** Grown and accented English: shows clipped text and words that are not translated. Never offered to anyone. */
export const PSEUDO_LOCALE = 'en-XA'

/** A language that a page or a mail may be in. */
export type PageLocale = Locale | typeof PSEUDO_LOCALE

/** The language that is written in a row, or English when this version does not speak it. */
export function localeOf(value: string): Locale | typeof PSEUDO_LOCALE {
  if (value === PSEUDO_LOCALE) return PSEUDO_LOCALE
  return LOCALES.find((locale) => locale === value) ?? 'en'
}
