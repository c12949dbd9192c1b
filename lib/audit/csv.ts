/** What a spreadsheet takes for the beginning of a formula; some leave out blanks before it. */
const FORMULA = /^[\t\r]|^\s*[=+\-@]/

/**
 * One cell: what could be taken for a formula gets a leading apostrophe, and all that RFC 4180 wants quoted is quoted.
 */
export function csvCell(value: string): string {
  const safe = FORMULA.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(safe) || safe !== safe.trim() ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** One line of a CSV file, with the line end that RFC 4180 wants. */
export function csvLine(cells: readonly string[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`
}
