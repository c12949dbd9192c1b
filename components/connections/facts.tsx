import type { ReactNode } from 'react'
import { CopyButton } from '@/components/ui/copy-button'
import { cx } from '@/components/ui/cx'

/** A list of labelled facts, one per line. */
export function Facts({ children, className }: { children: ReactNode; className?: string }) {
  return <dl className={cx('flex flex-col gap-3', className)}>{children}</dl>
}

export function FactLine({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="min-w-0">
      <dt className="text-sm text-muted">{label}</dt>
      <dd className="min-w-0 text-ink">{children}</dd>
    </div>
  )
}

/** A fact that people paste elsewhere: an id or a reference. */
export function CopyFact({ label, value }: { label: string; value: string | null }) {
  return (
    <FactLine label={label}>
      {value ? (
        <span className="flex min-w-0 items-center gap-1">
          <span className="truncate font-mono text-sm" title={value}>
            {value}
          </span>
          <CopyButton value={value} label={`Copy ${label}`} className="shrink-0" />
        </span>
      ) : (
        <span className="text-muted">None</span>
      )}
    </FactLine>
  )
}
