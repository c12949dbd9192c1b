/** Words for the open sets of codes that providers report. Pure, without imports: pages use them too. */

export type StaffWords = {
  /** What happened and what to do next, for staff. */
  staff: string
  log: string
}

/** A provider's code as the log may hold it; what does not look like one is not repeated. */
export function asCode(value: string | null): string {
  return value !== null && /^[\w.-]{1,40}$/.test(value) ? value : 'unreadable'
}

/** The words of a code, or `unknown` for one that is not listed. */
export function wordsOf(
  table: Record<string, StaffWords>,
  value: string | null,
  unknown: StaffWords,
): StaffWords {
  const found = value !== null && Object.hasOwn(table, value) ? table[value] : undefined
  return found ?? unknown
}
