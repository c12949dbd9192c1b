import type { ListInput } from '@/lib/connections/list-input'

/** The order in which the list's parameters stand in the URL, so that equal lists have equal addresses. */
const ORDER = ['q', 'status', 'reason', 'provider', 'creator', 'tag', 'mine', 'sort', 'after'] as const

type Change = { [K in keyof ListInput]?: ListInput[K] | undefined }

/**
 * The address of the list with some of its parameters changed; `undefined` takes one out. A change other than
 * of the position goes back to the first page, because a position belongs to one list.
 */
export function listHref(slug: string, input: ListInput, change: Change = {}): string {
  const next: Record<string, string | undefined> = { ...input, after: undefined, ...change }
  const query = new URLSearchParams()
  for (const name of ORDER) {
    const value = next[name]
    if (value) query.set(name, value)
  }
  const text = query.toString()
  return `/a/${slug}/connections${text ? `?${text}` : ''}`
}

/** True when anything narrows the list down, apart from its order and position. */
export function isFiltered(input: ListInput): boolean {
  const { q, status, reason, provider, creator, tag, mine } = input
  return Boolean(q || status || reason || provider || creator || tag || mine)
}

/** What narrows the list down, without its order and position: what "all that match" means. */
export function filterOf(input: ListInput): Omit<ListInput, 'sort' | 'after'> {
  const { sort: _sort, after: _after, ...filter } = input
  return filter
}
