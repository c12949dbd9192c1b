import type { InviteListInput } from '@/lib/invites/input'

/** The order in which the list's parameters stand in the URL, so that equal lists have equal addresses. */
const ORDER = ['q', 'state', 'creatorId', 'cursor'] as const

type Change = { [K in keyof InviteListInput]?: InviteListInput[K] | undefined }

/**
 * The address of the list of invites with some of its parameters changed; `undefined` takes one out. Any change goes
 * back to the first page, because a position belongs to one list.
 */
export function inviteListHref(slug: string, input: InviteListInput, change: Change = {}): string {
  const next: Record<string, string | undefined> = { ...input, cursor: undefined, ...change }
  const query = new URLSearchParams()
  for (const name of ORDER) {
    const value = next[name]
    if (value) query.set(name, value)
  }
  const text = query.toString()
  return `/a/${slug}/invites${text ? `?${text}` : ''}`
}

/** True when anything narrows the list down, apart from its position. */
export function isNarrowed(input: InviteListInput): boolean {
  return Boolean(input.q || input.state || input.creatorId)
}
