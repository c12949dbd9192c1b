import type { WebhookFilter } from '@/lib/webhooks/filter-input'

/** The address of the list under a filter; `after` is a position within it. */
export function webhooksHref(slug: string, filter: WebhookFilter, after?: string): string {
  const query = new URLSearchParams()
  if (filter.account) query.set('account', filter.account)
  if (after) query.set('after', after)
  const text = query.toString()
  return `/a/${slug}/settings/webhooks${text ? `?${text}` : ''}`
}
