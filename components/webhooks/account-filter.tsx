'use client'

import type { WebhookAccountItem } from '@/lib/webhooks/list-webhooks'
import { Button } from '../ui/button'
import { Select } from '../ui/select'
import { useFilterForm } from '../ui/use-filter-form'
import { webhooksHref } from './webhooks-url'

/** Narrows the list down to one provider account; a choice takes effect at once. */
export function AccountFilter({
  slug,
  accounts,
  account,
}: {
  slug: string
  accounts: WebhookAccountItem[]
  account: string | undefined
}) {
  const path = webhooksHref(slug, {})
  const { form, pending, submit, pick } = useFilterForm(path)
  return (
    <search>
      <form
        key={account ?? ''}
        ref={form}
        method="get"
        action={path}
        aria-busy={pending || undefined}
        className="flex flex-wrap items-end gap-2"
        onSubmit={submit}
      >
        <Select
          name="account"
          aria-label="Provider account"
          defaultValue={account ?? ''}
          onChange={pick}
          className="w-full sm:w-64"
        >
          <option value="">All provider accounts</option>
          {accounts.map(({ id, label }) => (
            <option key={id} value={id}>
              {label}
            </option>
          ))}
        </Select>
        <noscript>
          <Button type="submit">Show</Button>
        </noscript>
      </form>
    </search>
  )
}
