'use client'

import { Search, SlidersHorizontal } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { type FormEvent, useEffect, useRef, useState, useTransition } from 'react'
import { Button } from '@/components/ui/button'
import { cx } from '@/components/ui/cx'
import { Input } from '@/components/ui/input'
import { Spinner } from '@/components/ui/spinner'
import type { ListInput } from '@/lib/connections/list-input'
import { FilterControls } from './filter-controls'

const NAMES = ['q', 'provider', 'creator', 'tag', 'mine', 'sort'] as const

/** Writes what the URL says into the form, after a navigation that the form did not start. */
function fill(form: HTMLFormElement, input: ListInput): void {
  for (const name of NAMES) {
    const control = form.elements.namedItem(name)
    if (control instanceof HTMLInputElement && control.type === 'checkbox')
      control.checked = input[name] === '1'
    else if (control instanceof HTMLInputElement || control instanceof HTMLSelectElement)
      control.value = input[name] ?? ''
  }
}

/**
 * Search and filters of the list. The form's answer is a URL, so it works as a plain GET form too; with
 * JavaScript a choice takes effect at once and the address stays free of empty parameters.
 */
export function ListFilters({
  slug,
  input,
  tags,
  creators,
}: {
  slug: string
  input: ListInput
  tags: string[]
  creators: { id: string; name: string }[]
}) {
  const router = useRouter()
  const form = useRef<HTMLFormElement>(null)
  const [pending, start] = useTransition()
  const [open, setOpen] = useState(false)
  const path = `/a/${slug}/connections`
  useEffect(() => {
    if (form.current) fill(form.current, input)
  }, [input])
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const query = new URLSearchParams()
    for (const [name, value] of new FormData(event.currentTarget))
      if (typeof value === 'string' && value.trim()) query.set(name, value.trim())
    start(() => router.push(query.size > 0 ? `${path}?${query}` : path))
  }
  const set = [input.provider, input.creator, input.tag, input.mine].filter(Boolean).length
  return (
    <search>
      <form
        ref={form}
        method="get"
        action={path}
        onSubmit={submit}
        className="flex flex-col gap-2 xl:flex-row"
      >
        {input.status && <input type="hidden" name="status" value={input.status} />}
        {input.reason && <input type="hidden" name="reason" value={input.reason} />}
        <div className="flex min-w-0 flex-1 gap-2">
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
              aria-label="Search connections"
              placeholder="Name, @username, reference or id"
              className="pl-9"
            />
          </span>
          <Button type="submit" className="max-md:hidden xl:hidden">
            Search
          </Button>
          <Button
            aria-expanded={open}
            aria-controls="list-filters"
            onClick={() => setOpen(!open)}
            className="md:hidden"
          >
            <SlidersHorizontal aria-hidden />
            Filters{set > 0 && ` (${set})`}
          </Button>
        </div>
        <div
          id="list-filters"
          className={cx(
            'flex-wrap gap-2 max-md:grid-cols-2',
            open ? 'max-md:grid' : 'max-md:hidden',
            'md:flex',
          )}
        >
          <FilterControls
            input={input}
            tags={tags}
            creators={creators}
            onPick={() => form.current?.requestSubmit()}
          />
        </div>
      </form>
    </search>
  )
}
