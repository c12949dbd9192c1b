import type { ReactNode } from 'react'

/** One thing that needs somebody: who, what and since when, and the one next step. */
export function NeedRow({
  who,
  what,
  meta,
  action,
}: {
  who: ReactNode
  what: ReactNode
  meta: ReactNode
  action: ReactNode
}) {
  return (
    <li className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-4 gap-y-1.5 px-4 py-2.5 lg:grid-cols-[minmax(0,10fr)_minmax(0,13fr)_10.5rem] md:px-5">
      <div className="min-w-0">{who}</div>
      <div className="min-w-0 max-lg:col-span-2 max-lg:row-start-2 max-lg:pl-11">
        <p className="text-ink lg:truncate">{what}</p>
        <p className="truncate text-sm text-muted">{meta}</p>
      </div>
      <div className="justify-self-end">{action}</div>
    </li>
  )
}
