import { ArrowLeft } from 'lucide-react'
import type { ReactNode } from 'react'
import { PageLink } from './page-link'

/** The head of a page: its one h1, what it is for, and its actions. */
export function PageHeader({
  title,
  description,
  actions,
  back,
}: {
  title: ReactNode
  description?: ReactNode
  actions?: ReactNode
  back?: { href: string; label: string } | undefined
}) {
  return (
    <header className="mb-5 flex flex-col gap-2 md:mb-6">
      {back && (
        <PageLink
          href={back.href}
          className="-ml-1 inline-flex items-center gap-1 self-start rounded px-1 py-0.5 text-sm text-muted hover:text-ink"
        >
          <ArrowLeft aria-hidden className="size-3.5" />
          {back.label}
        </PageLink>
      )}
      <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-3">
        <div className="min-w-0">
          <h1 className="text-2xl font-semibold tracking-tight text-balance text-ink">{title}</h1>
          {description && <div className="mt-1 max-w-prose text-ink-2">{description}</div>}
        </div>
        {actions && <div className="flex flex-wrap items-center gap-2">{actions}</div>}
      </div>
    </header>
  )
}
