/** A time as this API writes it, with microseconds that are always zero: `2025-03-30T19:40:09.000000Z`. */
export function micro(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 19)}.000000Z`
}
