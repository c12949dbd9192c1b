'use client'

import { useLayoutEffect } from 'react'
import type { InviteListInput } from '@/lib/invites/input'
import { Button } from '../ui/button'
import { SearchInput } from '../ui/search-input'
import { Select } from '../ui/select'
import { useFilterForm } from '../ui/use-filter-form'

/** Search and creator; a choice takes effect at once. */
export function InviteFilters({
  slug,
  input,
  creators,
}: {
  slug: string
  input: InviteListInput
  creators: { id: string; name: string }[]
}) {
  const path = `/a/${slug}/invites`
  const { form, pending, submit, pick } = useFilterForm(path)
  const { q = '', creatorId = '' } = input
  // A navigation that the form did not start: the back button, a tab.
  useLayoutEffect(() => {
    for (const [name, value] of Object.entries({ q, creatorId })) {
      const control = form.current?.elements.namedItem(name)
      if (control instanceof HTMLInputElement || control instanceof HTMLSelectElement) control.value = value
    }
  }, [form, q, creatorId])
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
        <SearchInput
          pending={pending}
          name="q"
          defaultValue={input.q ?? ''}
          aria-label="Search invites"
          placeholder="Creator, @username, note or e-mail"
        />
        <Select
          name="creatorId"
          aria-label="Creator"
          defaultValue={input.creatorId ?? ''}
          onChange={pick}
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
