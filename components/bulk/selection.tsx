'use client'

import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react'
import { NOTHING, type Picked, pageState, toggle, togglePage } from './pick'

type Selection = {
  picked: Picked
  /** How many rows are meant. */
  count: number
  /** Ids of the rows that are shown. */
  page: readonly string[]
  /** How many rows the filter matches in all. */
  total: number
  /** On narrow screens the boxes are shown only while one selects. */
  selecting: boolean
  begin: () => void
  clear: () => void
  onRow: (id: string, range: boolean) => void
  onPage: () => void
  pickAll: () => void
}

const SelectionContext = createContext<Selection | null>(null)

export function useSelection(): Selection {
  const context = useContext(SelectionContext)
  if (!context) throw new Error('useSelection needs a SelectionProvider above it.')
  return context
}

/**
 * What is selected in one list. It lives in the page and not in the URL, and stays while one pages on; give it a key of
 * the filter, so that it ends with another one. Escape lets everything go.
 */
export function SelectionProvider({
  page,
  total,
  children,
}: {
  page: readonly string[]
  total: number
  children: ReactNode
}) {
  const [picked, setPicked] = useState(NOTHING)
  const [open, setOpen] = useState(false)
  const value = useMemo<Selection>(() => {
    const count = picked.all ? total : picked.ids.size
    return {
      picked,
      count,
      page,
      total,
      selecting: open || count > 0,
      begin: () => setOpen(true),
      clear: () => {
        setPicked(NOTHING)
        setOpen(false)
      },
      onRow: (id, range) => setPicked((old) => toggle(old, page, id, range)),
      onPage: () => setPicked((old) => togglePage(old, page)),
      pickAll: () => setPicked({ ...NOTHING, all: true }),
    }
  }, [picked, open, page, total])
  const { selecting, clear } = value
  useEffect(() => {
    if (!selecting) return
    const onKey = (event: KeyboardEvent) => {
      // In a dialog or a menu Escape closes that.
      const elsewhere =
        event.target instanceof Element &&
        event.target.closest('[role=dialog], [role=menu], input[type=search]')
      if (event.key === 'Escape' && !event.defaultPrevented && !elsewhere) clear()
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [selecting, clear])
  return (
    <SelectionContext value={value}>
      <div data-selecting={selecting || undefined} className="group/selection flex flex-col gap-4">
        {children}
      </div>
    </SelectionContext>
  )
}

/** The box of one row. On narrow screens, while one selects, the whole card is its label. */
export function RowBox({ id, name }: { id: string; name: string }) {
  const { picked, onRow } = useSelection()
  return (
    <label className="absolute inset-0 z-20 hidden cursor-pointer items-start py-5 pl-4 group-data-selecting/selection:flex @4xl:relative @4xl:inset-auto @4xl:z-10 @4xl:-mx-4 @4xl:flex @4xl:h-full @4xl:items-center @4xl:px-4 @4xl:py-0">
      <input
        type="checkbox"
        aria-label={`Select ${name}`}
        checked={picked.all || picked.ids.has(id)}
        onChange={(event) => onRow(id, isShift(event.nativeEvent))}
        className="size-4 cursor-pointer accent-accent"
      />
    </label>
  )
}

/** A change event of a box is a click underneath, also when it came from the keyboard. */
function isShift(event: Event): boolean {
  return event instanceof MouseEvent && event.shiftKey
}

/** The box over the rows: all of this page. */
export function PageBox({ className }: { className?: string }) {
  const { picked, page, onPage } = useSelection()
  const state = pageState(picked, page)
  return (
    <label className={className}>
      <input
        type="checkbox"
        aria-label="Select all on this page"
        checked={state === 'all'}
        ref={(box) => {
          if (box) box.indeterminate = state === 'some'
        }}
        onChange={onPage}
        className="size-4 cursor-pointer accent-accent"
      />
    </label>
  )
}
