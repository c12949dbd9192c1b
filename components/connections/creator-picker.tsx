'use client'

import { UserPlus, UserRound } from 'lucide-react'
import { type KeyboardEvent, useId, useState } from 'react'
import { cx } from '@/components/ui/cx'
import type { FieldIds } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { type CreatorChoice, type CreatorOption, choiceOf, matchCreators } from './creator-choice'

const MOST = 8

/** One text box for both: it finds a known creator, or takes the name of a new one. */
export function CreatorPicker({
  ids,
  creators,
  typed,
  picked,
  onChange,
}: {
  ids: FieldIds
  creators: CreatorOption[]
  typed: string
  picked: CreatorOption | null
  onChange: (typed: string, picked: CreatorOption | null) => void
}) {
  const listId = useId()
  const [open, setOpen] = useState(false)
  const [active, setActive] = useState(-1)
  const options = open ? matchCreators(creators, typed, MOST) : []
  const shown = options.length > 0
  const pick = (option: CreatorOption) => {
    onChange(option.name, option)
    setOpen(false)
    setActive(-1)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const current = options[active]
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault()
      setOpen(true)
      const step = event.key === 'ArrowDown' ? 1 : -1
      setActive((old) => Math.max(-1, Math.min(options.length - 1, old + step)))
    } else if (event.key === 'Enter' && shown && current) {
      event.preventDefault()
      pick(current)
    } else if (event.key === 'Escape' && shown) {
      event.preventDefault()
      setOpen(false)
      setActive(-1)
    }
  }
  return (
    <>
      <div className="relative">
        <Input
          {...ids}
          role="combobox"
          aria-expanded={shown}
          aria-controls={listId}
          aria-autocomplete="list"
          aria-activedescendant={shown && active >= 0 ? `${listId}-${active}` : undefined}
          autoComplete="off"
          maxLength={120}
          placeholder="Type a name"
          value={typed}
          onChange={(event) => {
            onChange(event.target.value, null)
            setOpen(true)
            setActive(-1)
          }}
          onFocus={() => setOpen(true)}
          onBlur={() => setOpen(false)}
          onKeyDown={onKeyDown}
        />
        <Options id={listId} options={options} active={active} onPick={pick} />
      </div>
      <Meaning choice={choiceOf(creators, typed, picked)} />
    </>
  )
}

/** What the typed name will be taken for. */
function Meaning({ choice }: { choice: CreatorChoice | null }) {
  const isNew = choice !== null && 'creatorName' in choice
  const Sign = isNew ? UserPlus : UserRound
  const words = isNew ? 'A new creator will be added.' : 'A creator you already have.'
  return (
    <p aria-live="polite" className="flex items-center gap-1.5 text-sm text-muted">
      {choice && <Sign aria-hidden className="size-3.5" />}
      {choice ? words : 'Pick one you have, or type the name of a new one.'}
    </p>
  )
}

function Options({
  id,
  options,
  active,
  onPick,
}: {
  id: string
  options: CreatorOption[]
  active: number
  onPick: (option: CreatorOption) => void
}) {
  return (
    <div
      id={id}
      role="listbox"
      aria-label="Creators"
      className={cx(
        'absolute inset-x-0 top-full z-20 mt-1 max-h-72 overflow-y-auto rounded-lg border border-line bg-raised p-1 shadow-pop',
        options.length === 0 && 'hidden',
      )}
    >
      {options.map((option, index) => (
        <div
          key={option.id}
          id={`${id}-${index}`}
          role="option"
          tabIndex={-1}
          aria-selected={index === active}
          className={cx(
            'flex min-h-9 cursor-pointer items-center truncate rounded px-2.5 max-md:min-h-11 hover:bg-sunken',
            index === active && 'bg-sunken',
          )}
          // The press would take the focus from the box, and with it the list, before the click arrives.
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => onPick(option)}
          onKeyDown={() => {}}
        >
          <bdi className="truncate">{option.name}</bdi>
        </div>
      ))}
    </div>
  )
}
