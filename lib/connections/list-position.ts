import { z } from 'zod'
import type { Sort } from './list-input'

/** Where a page of the list begins: after the row with this sort key (as Postgres writes it) and id. */
export type ListPosition = { key: string; id: string }

const TIME = /^([12]\d{3})-(\d\d)-(\d\d) ([01]\d|2[0-3])(:[0-5]\d){2}(\.\d{1,6})?[+-](0\d|1[0-4])(:[0-5]\d)?$/

/** True for a time that Postgres reads back: one that no calendar has would be an error of the query. */
function isTime(key: string): boolean {
  const [, year, month, day] = TIME.exec(key) ?? []
  if (!year) return key === 'infinity'
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)))
  return date.getUTCMonth() + 1 === Number(month) && date.getUTCDate() === Number(day)
}

/** A position as opaque text for the URL. */
export function positionText(sort: Sort, { key, id }: ListPosition): string {
  return Buffer.from(JSON.stringify([sort, key, id])).toString('base64url')
}

/** Reads a position back; null when it is none, or one of another order. */
export function parsePosition(sort: Sort, text: string | undefined): ListPosition | null {
  if (!text) return null
  try {
    const parsed: unknown = JSON.parse(Buffer.from(text, 'base64url').toString())
    if (!Array.isArray(parsed)) return null
    const [of, key, id] = parsed
    if (of !== sort || typeof key !== 'string' || !z.uuid().safeParse(id).success) return null
    // Postgres takes no NUL in a text either.
    return (sort === 'name' ? !key.includes('\0') : isTime(key)) ? { key, id } : null
  } catch {
    return null
  }
}
