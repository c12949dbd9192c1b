import { fieldWords } from './action-words'

/** One field of a change in words; null where there was or is nothing. */
export type Change = { field: string; before: string | null; after: string | null }

type Fields = Record<string, unknown> | null

const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/

function valueWords(value: unknown, names: ReadonlyMap<string, string>): string | null {
  if (value === null || value === undefined || value === '') return null
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if (Array.isArray(value)) {
    const parts = value.map((one) => valueWords(one, names)).filter((one) => one !== null)
    return parts.length > 0 ? parts.join(', ') : null
  }
  if (typeof value === 'object') return JSON.stringify(value)
  const text = String(value)
  if (TIME.test(text)) return `${text.slice(0, 16).replace('T', ' ')} UTC`
  return names.get(text) ?? text
}

/** What a line of the audit log changed, field by field; what stayed the same is left out. */
export function changesOf(before: Fields, after: Fields, names: ReadonlyMap<string, string>): Change[] {
  const fields = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])]
  return fields.flatMap((field) => {
    const was = before && Object.hasOwn(before, field) ? valueWords(before[field], names) : null
    // A line that names only what was, such as a deletion, has no field that went away.
    const is = after && Object.hasOwn(after, field) ? valueWords(after[field], names) : null
    return was === is ? [] : [{ field: fieldWords(field), before: was, after: is }]
  })
}

/** The ids that stand in a change, to be shown by name. */
export function idsOf({ before, after }: { before: Fields; after: Fields }): string[] {
  return [...Object.values(before ?? {}), ...Object.values(after ?? {})]
    .flat()
    .filter((value): value is string => typeof value === 'string')
}
