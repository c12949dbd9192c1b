import type { ReactNode } from 'react'
import { Mark } from './mark'

/** A page outside the console: the mark, a title, and little else. */
export function PlainPage({
  title,
  description,
  children,
  below,
}: {
  title: string
  description?: ReactNode
  children?: ReactNode
  below?: ReactNode
}) {
  return (
    <main className="flex min-h-dvh flex-col items-center px-4 py-10 sm:pt-[12dvh]">
      <div className="w-full max-w-md">
        <div className="mb-8 flex items-center justify-center gap-2.5 text-xl font-semibold tracking-tight">
          <Mark className="size-8" />
          Patchbay
        </div>
        <div className="rounded-xl border border-line bg-surface px-5 py-6 shadow-xs sm:px-8 sm:py-8">
          <h1 className="text-2xl font-semibold tracking-tight text-balance">{title}</h1>
          {description && <div className="mt-1.5 text-pretty text-ink-2">{description}</div>}
          {children && <div className="mt-6">{children}</div>}
        </div>
        {below && <div className="mt-4">{below}</div>}
      </div>
    </main>
  )
}
