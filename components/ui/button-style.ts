import { cx } from './cx'

export type ButtonVariant = 'primary' | 'secondary' | 'ghost' | 'danger'
export type ButtonSize = 'sm' | 'md'

const BASE =
  'inline-flex select-none items-center justify-center gap-1.5 whitespace-nowrap rounded-md font-medium transition-colors duration-100 disabled:cursor-not-allowed disabled:opacity-55 aria-disabled:cursor-not-allowed aria-disabled:opacity-55 [&_svg]:size-4 [&_svg]:shrink-0'

const VARIANTS: Record<ButtonVariant, string> = {
  primary: 'bg-accent text-on-accent shadow-xs hover:bg-accent-strong active:bg-accent-strong',
  secondary: 'border border-line-strong bg-surface text-ink shadow-xs hover:bg-sunken active:bg-sunken',
  ghost: 'text-ink-2 hover:bg-sunken hover:text-ink active:bg-sunken',
  danger: 'bg-danger-fill text-on-danger shadow-xs hover:bg-danger-strong active:bg-danger-strong',
}

const SIZES: Record<ButtonSize, string> = {
  sm: 'h-8 px-2.5 text-sm max-md:h-9',
  md: 'h-9 px-3.5 text-base max-md:h-11 max-md:px-4',
}

/** The classes of a button or of a link that looks like one. */
export function buttonStyle(
  variant: ButtonVariant = 'secondary',
  size: ButtonSize = 'md',
  extra?: string,
): string {
  return cx(BASE, VARIANTS[variant], SIZES[size], extra)
}
