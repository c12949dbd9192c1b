import type { AuditFilter } from '@/lib/audit/filter-input'

/** The order in which the log's parameters stand in the URL, so that equal filters have equal addresses. */
const ORDER = ['actor', 'group', 'target', 'from', 'to', 'refused'] as const

/** The address of the log, or of its file, under a filter; `after` is a position within it. */
export function auditHref(
  slug: string,
  filter: AuditFilter,
  more: { after?: string; file?: true } = {},
): string {
  const query = new URLSearchParams()
  for (const name of ORDER) {
    const value = filter[name]
    if (value) query.set(name, value)
  }
  if (more.after) query.set('after', more.after)
  const text = query.toString()
  return `/a/${slug}/audit${more.file ? '/export' : ''}${text ? `?${text}` : ''}`
}

/** True when anything narrows the log down. */
export const isNarrowed = (filter: AuditFilter): boolean => ORDER.some((name) => filter[name] !== undefined)

const PAGES: Record<string, (slug: string, id: string) => string> = {
  connection: (slug, id) => `/a/${slug}/connections/${id}`,
  link_session: (slug, id) => `/a/${slug}/link-sessions/${id}`,
  creator: (slug, id) => `/a/${slug}/connections?creator=${id}`,
  invite: (slug, id) => `/a/${slug}/invites/${id}`,
  bulk_job: (slug, id) => `/a/${slug}/bulk/${id}`,
  provider_account: (slug, id) => `/a/${slug}/settings/providers/${id}`,
  user: (slug, id) => `/a/${slug}/team/${id}`,
  agency: (slug) => `/a/${slug}/settings`,
}

/** Where a line's target has a page; null when it has none. */
export function targetHref(slug: string, { type, id }: { type: string; id: string }): string | null {
  return Object.hasOwn(PAGES, type) ? (PAGES[type]?.(slug, id) ?? null) : null
}
