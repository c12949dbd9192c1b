/** An IANA time zone that this runtime knows; anything else is UTC. */
export function timeZoneOf(value: string | null | undefined): string {
  if (!value) return 'UTC'
  try {
    return new Intl.DateTimeFormat('en', { timeZone: value }).resolvedOptions().timeZone
  } catch {
    return 'UTC'
  }
}
