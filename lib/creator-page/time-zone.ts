import { validTimeZone } from '../connect/time-zone'

/** An IANA time zone that this runtime knows; anything else is UTC. */
export function timeZoneOf(value: string | null | undefined): string {
  return validTimeZone(value ?? null) ?? 'UTC'
}
