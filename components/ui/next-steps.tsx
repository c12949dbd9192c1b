import type { ReactNode } from 'react'
import { Card } from './card'

/** What happens after a form, step by step, with what matters most beneath. */
export function NextSteps({
  steps,
  children,
}: {
  /** Title and words of each step. */
  steps: readonly (readonly [string, string])[]
  children: ReactNode
}) {
  return (
    <Card title="What happens next">
      <ol className="flex flex-col gap-4">
        {steps.map(([title, words], index) => (
          <li key={title} className="flex gap-3">
            <span
              aria-hidden
              className="flex size-6 shrink-0 items-center justify-center rounded-full bg-accent-soft text-sm font-semibold text-accent-text"
            >
              {index + 1}
            </span>
            <div>
              <p className="font-medium text-ink">{title}</p>
              <p className="text-ink-2">{words}</p>
            </div>
          </li>
        ))}
      </ol>
      <p className="mt-4 border-t border-line pt-4 text-ink-2">{children}</p>
    </Card>
  )
}
