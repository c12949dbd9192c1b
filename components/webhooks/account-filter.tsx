'use client'

import { useRouter } from 'next/navigation'
import { useRef, useTransition } from 'react'
import type { WebhookAccountItem } from '@/lib/webhooks/list-webhooks'
import { Button } from '../ui/button'
import { Select } from '../ui/select'
import { webhooksHref } from './webhooks-url'

/** Narrows the list down to one provider account. A plain GET form; with JavaScript a choice takes effect at once. */
export function AccountFilter({
  slug,
  accounts,
  account,
}: {
  slug: string
  accounts: WebhookAccountItem[]
  account: string | undefined
}) {
  const router = useRouter()
  const form = useRef<HTMLFormElement>(null)
  const [pending, start] = useTransition()
  return (
    <search>
      <form
        key={account ?? ''}
        ref={form}
        method="get"
        action={webhooksHref(slug, {})}
        aria-busy={pending || undefined}
        className="flex flex-wrap items-end gap-2"
        onSubmit={(event) => {
          event.preventDefault()
          const chosen = new FormData(event.currentTarget).get('account')
          const to = typeof chosen === 'string' && chosen ? { account: chosen } : {}
          start(() => router.push(webhooksHref(slug, to)))
        }}
      >
        <Select
          name="account"
          aria-label="Provider account"
          defaultValue={account ?? ''}
          onChange={() => form.current?.requestSubmit()}
          className="w-full sm:w-64"
        >
          <option value="">All provider accounts</option>
          {accounts.map(({ id, label }) => (
            <option key={id} value={id}>
              {label}
            </option>
          ))}
        </Select>
        <Button type="submit" pending={pending}>
          Show
        </Button>
      </form>
    </search>
  )
}
