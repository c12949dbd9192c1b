import type { ReactNode } from 'react'
import { PageHeader } from '../ui/page-header'
import { Skeleton } from '../ui/skeleton'

/** A part of the settings while it is read; the tabs keep their place. */
export function SettingsSkeleton({ description, children }: { description: string; children: ReactNode }) {
  return (
    <>
      <PageHeader title="Settings" description={description} />
      <div role="status">
        <span className="sr-only">Loading the settings…</span>
        <div className="mb-4 flex h-11 items-center gap-6 border-b border-line px-3 md:h-9">
          <Skeleton className="h-4 w-14" />
          <Skeleton className="h-4 w-16" />
          <Skeleton className="h-4 w-18" />
        </div>
        {children}
      </div>
    </>
  )
}
