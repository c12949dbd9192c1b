const FROM = 21
const UNTIL = 9

/** True while nobody should be disturbed there: from nine in the evening to nine in the morning. */
export function isQuiet(at: Date, timeZone: string): boolean {
  const hour = Number(
    new Intl.DateTimeFormat('en-GB', { hour: '2-digit', hourCycle: 'h23', timeZone }).format(at),
  )
  return hour >= FROM || hour < UNTIL
}
