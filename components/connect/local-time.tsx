'use client'

import { useSyncExternalStore } from 'react'

const nothing = () => () => {}

/** Her own kind of the language, such as en-GB, when her browser has one. */
function regional(locale: string): string {
  const [language = locale] = locale.split('-')
  return navigator.languages.find((one) => one === language || one.startsWith(`${language}-`)) ?? language
}

function words(at: Date, locale: string, timeZone?: string): string {
  return new Intl.DateTimeFormat(locale, {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: 'numeric',
    minute: '2-digit',
    timeZoneName: 'short',
    ...(timeZone ? { timeZone } : {}),
  }).format(at)
}

/** A moment in the zone of whoever looks. The server, which does not know that zone, writes UTC and says so. */
export function LocalTime({ at, locale }: { at: string; locale: string }) {
  const text = useSyncExternalStore(
    nothing,
    () => words(new Date(at), regional(locale)),
    () => words(new Date(at), locale, 'UTC'),
  )
  return <time dateTime={at}>{text}</time>
}
