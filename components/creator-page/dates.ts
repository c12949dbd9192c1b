import type { PageLocale } from '@/lib/i18n/locales'

/** Dates and times in her language and her own time zone, which she confirmed with her address. */
export function datesIn(language: PageLocale, timeZone: string) {
  // Day before month, as everywhere in Patchbay: most of the world reads it that way.
  const locale = language.startsWith('en') ? 'en-GB' : language
  const day = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone })
  const moment = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone })
  return { day: (at: Date) => day.format(at), moment: (at: Date) => moment.format(at) }
}

export type Dates = ReturnType<typeof datesIn>
