import { CircleCheck, Info } from 'lucide-react'
import type { ReactNode } from 'react'
import { cx } from '../ui/cx'

/** Something to know before the rest of a step. It is there from the start, so nothing announces it. */
export function CalmNotice({
  title,
  good,
  children,
}: {
  title: string
  /** It went well. */
  good?: boolean
  children: ReactNode
}) {
  const Icon = good ? CircleCheck : Info
  return (
    <div
      className={cx(
        'flex gap-3 rounded-xl border px-4 py-3.5',
        good ? 'border-success-line bg-success-soft' : 'border-warning-line bg-warning-soft',
      )}
    >
      <Icon aria-hidden className={cx('mt-0.5 size-5 shrink-0', good ? 'text-success' : 'text-warning')} />
      <div className="min-w-0 text-lg">
        <p className="font-semibold text-ink">{title}</p>
        <div className="mt-0.5 text-pretty text-ink-2">{children}</div>
      </div>
    </div>
  )
}
