import type { PageLocale } from '../i18n/locales'

/** With a clock of 24 hours and the name of the month, so that nobody takes the day for the month. */
const TAGS: Record<PageLocale, string> = { en: 'en-GB', es: 'es', 'en-XA': 'en-GB' }

/** What a time zone is called at a moment: "Central European Standard Time"; UTC stays UTC. */
function zoneName(at: Date, tag: string, timeZone: string): string {
  if (timeZone === 'UTC') return 'UTC'
  const parts = new Intl.DateTimeFormat(tag, { timeZone, timeZoneName: 'long' }).formatToParts(at)
  return parts.find((part) => part.type === 'timeZoneName')?.value ?? timeZone
}

/** Day, time and time zone in words. @param timeZone an IANA name that this runtime knows */
export function when(at: Date, locale: PageLocale, timeZone: string): string {
  const tag = TAGS[locale]
  const text = new Intl.DateTimeFormat(tag, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZone,
  }).format(at)
  return `${text} (${zoneName(at, tag, timeZone)})`
}
