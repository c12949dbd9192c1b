/** An IANA time zone that this runtime knows, in its usual spelling; null for anything else. */
export function validTimeZone(value: string | null): string | null {
  if (!value) return null
  try {
    return new Intl.DateTimeFormat('en', { timeZone: value }).resolvedOptions().timeZone
  } catch {
    return null
  }
}
