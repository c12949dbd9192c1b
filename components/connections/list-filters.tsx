'use client'

import { SlidersHorizontal } from 'lucide-react'
import { useLayoutEffect, useState } from 'react'
import { Button } from '@/components/ui/button'
import { cx } from '@/components/ui/cx'
import { SearchInput } from '@/components/ui/search-input'
import { useFilterForm } from '@/components/ui/use-filter-form'
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

/** Search and filters of the list; a choice takes effect at once. */
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
  const [open, setOpen] = useState(false)
  const path = `/a/${slug}/connections`
  const { form, pending, submit, pick } = useFilterForm(path)
  // By its text: each rendering brings a new object, and what somebody types meanwhile must stay.
  const asked = JSON.stringify(input)
  useLayoutEffect(() => {
    if (form.current) fill(form.current, JSON.parse(asked))
  }, [form, asked])
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
          <SearchInput
            pending={pending}
            name="q"
            defaultValue={input.q ?? ''}
            aria-label="Search connections"
            placeholder="Name, @username, reference or id"
          />
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
          <FilterControls input={input} tags={tags} creators={creators} onPick={pick} />
        </div>
      </form>
    </search>
  )
}
