import { Info } from 'lucide-react'
import type { ReactNode } from 'react'

/** Something to know before the rest of a step. It is there from the start, so nothing announces it. */
export function CalmNotice({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="flex gap-3 rounded-xl border border-warning-line bg-warning-soft px-4 py-3.5">
      <Info aria-hidden className="mt-0.5 size-5 shrink-0 text-warning" />
      <div className="min-w-0 text-lg">
        <p className="font-semibold text-ink">{title}</p>
        <div className="mt-0.5 text-pretty text-ink-2">{children}</div>
      </div>
    </div>
  )
}
