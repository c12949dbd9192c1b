'use client'

import { Search } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { type FormEvent, useEffect, useRef, useTransition } from 'react'
import type { InviteListInput } from '@/lib/invites/input'
import { Button } from '../ui/button'
import { Input } from '../ui/input'
import { Select } from '../ui/select'
import { Spinner } from '../ui/spinner'

/**
 * Search and creator. The answer is a URL, so it works as a plain GET form too; with JavaScript a choice takes effect
 * at once and the address stays free of empty parameters.
 */
export function InviteFilters({
  slug,
  input,
  creators,
}: {
  slug: string
  input: InviteListInput
  creators: { id: string; name: string }[]
}) {
  const router = useRouter()
  const form = useRef<HTMLFormElement>(null)
  const [pending, start] = useTransition()
  const path = `/a/${slug}/invites`
  // A navigation that the form did not start: the back button, a tab.
  useEffect(() => {
    for (const name of ['q', 'creatorId'] as const) {
      const control = form.current?.elements.namedItem(name)
      if (control instanceof HTMLInputElement || control instanceof HTMLSelectElement)
        control.value = input[name] ?? ''
    }
  }, [input])
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const query = new URLSearchParams()
    for (const [name, value] of new FormData(event.currentTarget))
      if (typeof value === 'string' && value.trim()) query.set(name, value.trim())
    start(() => router.push(query.size > 0 ? `${path}?${query}` : path))
  }
  return (
    <search>
      <form
        ref={form}
        method="get"
        action={path}
        onSubmit={submit}
        className="flex flex-col gap-2 sm:flex-row"
      >
        {input.state && <input type="hidden" name="state" value={input.state} />}
        <span className="relative block min-w-0 flex-1">
          <span
            aria-hidden
            className="pointer-events-none absolute inset-y-0 left-3 flex items-center text-muted"
          >
            {pending ? <Spinner /> : <Search className="size-4" />}
          </span>
          <Input
            type="search"
            name="q"
            defaultValue={input.q ?? ''}
            maxLength={100}
            aria-label="Search invites"
            placeholder="Creator, @username, note or e-mail"
            className="pl-9"
          />
        </span>
        <Select
          name="creatorId"
          aria-label="Creator"
          defaultValue={input.creatorId ?? ''}
          onChange={() => form.current?.requestSubmit()}
          className="sm:w-52"
        >
          <option value="">Any creator</option>
          {creators.map((creator) => (
            <option key={creator.id} value={creator.id}>
              {creator.name}
            </option>
          ))}
        </Select>
        <Button type="submit" className="max-md:hidden">
          Search
        </Button>
      </form>
    </search>
  )
}
