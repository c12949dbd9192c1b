import type { ReactNode } from 'react'
import { cx } from '../ui/cx'

const STEPS = [1, 2, 3] as const

/** Which of the three steps this is. */
export type StepPlace = { now: (typeof STEPS)[number]; words: string }

/** The heading of a step, below the place in the way when there is one. Takes the focus when the step changes. */
export function StepHeading({
  place,
  icon,
  title,
  children,
}: {
  place?: StepPlace
  icon?: ReactNode
  title: string
  children?: ReactNode
}) {
  return (
    <div>
      {place && (
        <div className="mb-5 flex items-center gap-3 print:hidden">
          <p className="text-base font-medium text-muted">{place.words}</p>
          <span aria-hidden className="flex flex-1 gap-1.5">
            {STEPS.map((step) => (
              <span
                key={step}
                className={cx('h-1 flex-1 rounded-full', step <= place.now ? 'bg-accent' : 'bg-sunken')}
              />
            ))}
          </span>
        </div>
      )}
      {icon}
      <h1
        id="step-heading"
        tabIndex={-1}
        className="text-2xl font-semibold tracking-tight text-balance break-words outline-none sm:text-3xl"
      >
        {title}
      </h1>
      {children && (
        <div className="mt-2.5 flex flex-col gap-2.5 text-lg text-pretty text-ink-2">{children}</div>
      )}
    </div>
  )
}
