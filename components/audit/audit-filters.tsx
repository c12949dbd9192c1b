'use client'

import { AUDIT_GROUPS, GROUP_WORDS } from '@/lib/audit/action-words'
import type { AuditFilter } from '@/lib/audit/filter-input'
import { Button } from '../ui/button'
import { Input } from '../ui/input'
import { Select } from '../ui/select'
import { useFilterForm } from '../ui/use-filter-form'

/** What the log is narrowed to; a choice takes effect at once. */
export function AuditFilters({
  slug,
  filter,
  actors,
}: {
  slug: string
  filter: AuditFilter
  actors: { id: string; name: string }[]
}) {
  const path = `/a/${slug}/audit`
  const { form, pending, submit, pick } = useFilterForm(path)
  return (
    <search>
      {/* A navigation that the form did not start gives it new values. */}
      <form
        key={JSON.stringify(filter)}
        ref={form}
        method="get"
        action={path}
        onSubmit={submit}
        aria-busy={pending || undefined}
        className="flex flex-wrap items-end gap-2"
      >
        {filter.target && <input type="hidden" name="target" value={filter.target} />}
        <Select
          name="actor"
          aria-label="Who"
          defaultValue={filter.actor ?? ''}
          onChange={pick}
          className="w-full sm:w-48"
        >
          <option value="">Anybody</option>
          {actors.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
          <option value="creator">A creator</option>
          <option value="system">Patchbay itself</option>
        </Select>
        <Select
          name="group"
          aria-label="What"
          defaultValue={filter.group ?? ''}
          onChange={pick}
          className="w-full sm:w-52"
        >
          <option value="">Anything</option>
          {AUDIT_GROUPS.map((group) => (
            <option key={group} value={group}>
              {GROUP_WORDS[group]}
            </option>
          ))}
        </Select>
        <Day name="from" label="From" value={filter.from} onPick={pick} />
        <Day name="to" label="To" value={filter.to} onPick={pick} />
        <label className="flex h-11 cursor-pointer items-center gap-2 px-1 md:h-9">
          <input
            type="checkbox"
            name="refused"
            value="1"
            defaultChecked={filter.refused === '1'}
            onChange={pick}
            className="size-4 accent-accent"
          />
          Refused only
        </label>
        <Button type="submit" pending={pending}>
          Show
        </Button>
      </form>
    </search>
  )
}

/** A day in UTC. It takes effect when it is left, because a half-typed year is a year too. */
function Day({
  name,
  label,
  value,
  onPick,
}: {
  name: string
  label: string
  value: string | undefined
  onPick: () => void
}) {
  return (
    <span className="flex items-center gap-2 text-ink-2 max-sm:w-full">
      <label htmlFor={`audit-${name}`} className="max-sm:w-12">
        {label}
      </label>
      <Input
        id={`audit-${name}`}
        type="date"
        name={name}
        defaultValue={value ?? ''}
        title="A day in UTC"
        onBlur={(event) => event.currentTarget.value !== (value ?? '') && onPick()}
        className="sm:w-40"
      />
    </span>
  )
}
