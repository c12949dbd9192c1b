/** What is selected in the list: rows by id, or all that the filter matches. */
export type Picked = {
  ids: ReadonlySet<string>
  all: boolean
  /** The row from which a range goes on. */
  anchor: string | null
}

export const NOTHING: Picked = { ids: new Set(), all: false, anchor: null }

/**
 * One row switched on or off. With `range` everything from the last row on takes the same state. Out of "all that
 * match" one row taken away leaves the others of this page: of the rest only the filter knows.
 */
export function toggle(picked: Picked, page: readonly string[], id: string, range: boolean): Picked {
  const ids = new Set(picked.all ? page : picked.ids)
  const on = !ids.has(id)
  const from = range && picked.anchor !== null ? page.indexOf(picked.anchor) : -1
  const to = page.indexOf(id)
  const touched = from >= 0 && to >= 0 ? page.slice(Math.min(from, to), Math.max(from, to) + 1) : [id]
  for (const one of touched) {
    if (on) ids.add(one)
    else ids.delete(one)
  }
  return { ids, all: false, anchor: id }
}

/** All rows of this page on, or off when they all were on. Rows of other pages stay as they are. */
export function togglePage(picked: Picked, page: readonly string[]): Picked {
  if (picked.all) return NOTHING
  const ids = new Set(picked.ids)
  const on = !page.every((id) => ids.has(id))
  for (const id of page) {
    if (on) ids.add(id)
    else ids.delete(id)
  }
  return { ids, all: false, anchor: null }
}

/** Whether the page's own box is on, off or in between. */
export function pageState(picked: Picked, page: readonly string[]): 'all' | 'some' | 'none' {
  if (picked.all) return 'all'
  const count = page.filter((id) => picked.ids.has(id)).length
  if (count === 0) return 'none'
  return count === page.length ? 'all' : 'some'
}
