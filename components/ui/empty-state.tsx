import type { ReactNode } from 'react'

/** What a list shows when there is nothing: why, and the one thing to do about it. */
export function EmptyState({
  icon,
  title,
  description,
  action,
}: {
  /** A lucide element; it gets its size here. */
  icon: ReactNode
  title: string
  description: ReactNode
  action?: ReactNode
}) {
  return (
    <div className="flex flex-col items-center px-6 py-12 text-center">
      <div
        aria-hidden
        className="mb-3 flex size-11 items-center justify-center rounded-full bg-sunken text-muted [&_svg]:size-5"
      >
        {icon}
      </div>
      <p className="font-semibold text-ink">{title}</p>
      <div className="mt-1 max-w-sm text-pretty text-ink-2">{description}</div>
      {action && <div className="mt-4 flex flex-wrap justify-center gap-2">{action}</div>}
    </div>
  )
}
