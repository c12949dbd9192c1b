import type { ReactNode } from 'react'
import { Select } from '@/components/ui/select'
import type { ListInput, Sort } from '@/lib/connections/list-input'
import { PROVIDERS } from './provider-words'

const SORT_LABELS: Record<Sort, string> = {
  name: 'By name',
  proven: 'Last proven first',
  newest: 'Newest first',
  broken: 'Longest broken first',
}

function Choice({
  name,
  label,
  value,
  onPick,
  children,
}: {
  name: string
  label: string
  value: string | undefined
  onPick: () => void
  children: ReactNode
}) {
  return (
    <Select
      name={name}
      aria-label={label}
      defaultValue={value ?? ''}
      onChange={onPick}
      className="md:w-44 xl:w-38"
    >
      {children}
    </Select>
  )
}

/** The choices beside the search box. */
export function FilterControls({
  input,
  tags,
  creators,
  onPick,
}: {
  input: ListInput
  tags: string[]
  creators: { id: string; name: string }[]
  onPick: () => void
}) {
  return (
    <>
      <Choice name="creator" label="Creator" value={input.creator} onPick={onPick}>
        <option value="">Any creator</option>
        {creators.map((creator) => (
          <option key={creator.id} value={creator.id}>
            {creator.name}
          </option>
        ))}
      </Choice>
      <Choice name="tag" label="Tag" value={input.tag} onPick={onPick}>
        <option value="">Any tag</option>
        {tags.map((tag) => (
          <option key={tag} value={tag}>
            {tag}
          </option>
        ))}
      </Choice>
      <Choice name="provider" label="Provider" value={input.provider} onPick={onPick}>
        <option value="">Any provider</option>
        {PROVIDERS.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </Choice>
      <Choice name="sort" label="Order" value={input.sort} onPick={onPick}>
        {Object.entries(SORT_LABELS).map(([sort, label]) => (
          <option key={sort} value={sort === 'name' ? '' : sort}>
            {label}
          </option>
        ))}
      </Choice>
      <label className="flex h-11 cursor-pointer items-center gap-2 px-1 md:h-9">
        <input
          type="checkbox"
          name="mine"
          value="1"
          defaultChecked={input.mine === '1'}
          onChange={onPick}
          className="size-4 accent-accent"
        />
        Only mine
      </label>
    </>
  )
}
