import { CircleAlert, CircleCheck, Info, type LucideIcon, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { cx } from './cx'

export type NoticeTone = 'info' | 'success' | 'warning' | 'danger'

const LOOKS: Record<NoticeTone, { icon: LucideIcon; frame: string; sign: string }> = {
  info: { icon: Info, frame: 'border-info-line bg-info-soft', sign: 'text-info' },
  success: { icon: CircleCheck, frame: 'border-success-line bg-success-soft', sign: 'text-success' },
  warning: { icon: TriangleAlert, frame: 'border-warning-line bg-warning-soft', sign: 'text-warning' },
  danger: { icon: CircleAlert, frame: 'border-danger-line bg-danger-soft', sign: 'text-danger' },
}

/** Something to know, in the page. Dangers are announced at once, the rest when there is a pause. */
export function Notice({
  tone,
  title,
  children,
  actions,
  className,
}: {
  tone: NoticeTone
  title: ReactNode
  children?: ReactNode
  actions?: ReactNode
  className?: string | undefined
}) {
  const { icon: Icon, frame, sign } = LOOKS[tone]
  return (
    <div
      role={tone === 'danger' ? 'alert' : 'status'}
      className={cx('flex gap-3 rounded-lg border px-4 py-3', frame, className)}
    >
      <Icon aria-hidden className={cx('mt-0.5 size-4 shrink-0', sign)} />
      <div className="flex min-w-0 flex-1 flex-wrap items-start justify-between gap-x-4 gap-y-2">
        <div className="min-w-0 flex-1 basis-60">
          <p className="font-medium text-ink">{title}</p>
          {children && <div className="mt-0.5 text-ink-2">{children}</div>}
        </div>
        {actions && <div className="flex flex-wrap items-center gap-2">{actions}</div>}
      </div>
    </div>
  )
}
