import type { ReactNode } from 'react'
import { cx } from './cx'
import { SOFT_TONES, type Tone } from './tone'

/** A short state word. The words (and the icon) say it; the colour only helps. */
export function Badge({
  tone = 'neutral',
  icon,
  className,
  children,
}: {
  tone?: Tone | undefined
  icon?: ReactNode
  className?: string | undefined
  children: ReactNode
}) {
  return (
    <span
      className={cx(
        'inline-flex h-5.5 items-center gap-1 rounded-full px-2 text-xs font-medium whitespace-nowrap [&_svg]:size-3.5 [&_svg]:shrink-0',
        SOFT_TONES[tone],
        className,
      )}
    >
      {icon}
      {children}
    </span>
  )
}
