import type { PageLocale } from '@/lib/i18n/locales'

/** Dates and times in her language and her own time zone, which she confirmed with her address. */
export function datesIn(language: PageLocale, timeZone: string) {
  const day = new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone })
  const moment = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short', timeZone })
  return { day: (at: Date) => day.format(at), moment: (at: Date) => moment.format(at) }
}

export type Dates = ReturnType<typeof datesIn>
