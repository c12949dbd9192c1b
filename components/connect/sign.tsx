import type { ReactNode } from 'react'
import { cx } from '../ui/cx'

const TONES = {
  accent: 'bg-accent-soft text-accent-text',
  success: 'bg-success-soft text-success',
  warning: 'bg-warning-soft text-warning',
  neutral: 'bg-sunken text-ink-2',
}

/** The round sign above a heading. The words say what it means. */
export function Sign({ tone, children }: { tone: keyof typeof TONES; children: ReactNode }) {
  return (
    <span
      aria-hidden
      className={cx(
        'mb-5 flex size-14 items-center justify-center rounded-full [&_svg]:size-7 print:hidden',
        TONES[tone],
      )}
    >
      {children}
    </span>
  )
}
