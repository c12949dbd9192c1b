import { Info } from 'lucide-react'
import type { ReactNode } from 'react'
import { CalmNotice } from '../connect/calm-notice'
import type { Look } from './look'

/** Something to know before the rest of a login screen, in the look of its place. Nothing announces it. */
export function LoginNote({ look, title, children }: { look: Look; title: string; children: ReactNode }) {
  if (look === 'page') return <CalmNotice title={title}>{children}</CalmNotice>
  return (
    <div className="flex gap-3 rounded-lg border border-warning-line bg-warning-soft px-4 py-3">
      <Info aria-hidden className="mt-0.5 size-4 shrink-0 text-warning" />
      <div className="min-w-0">
        <p className="font-medium text-ink">{title}</p>
        <div className="mt-0.5 text-pretty text-ink-2">{children}</div>
      </div>
    </div>
  )
}
