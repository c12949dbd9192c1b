const DAY = 24

/** How long a link can be valid: hours and words. */
export const VALIDITIES: readonly { hours: number; label: string }[] = [
  { hours: 1, label: '1 hour' },
  { hours: DAY, label: '1 day' },
  { hours: 3 * DAY, label: '3 days' },
  { hours: 7 * DAY, label: '7 days' },
  { hours: 14 * DAY, label: '14 days' },
  { hours: 30 * DAY, label: '30 days' },
  { hours: 90 * DAY, label: '90 days' },
]

export const USUAL_HOURS = 14 * DAY
