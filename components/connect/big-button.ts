import { cx } from '../ui/cx'

const BASE =
  'inline-flex min-h-12 w-full select-none items-center justify-center gap-2 rounded-xl px-5 py-2.5 text-center text-lg font-semibold text-balance transition-colors duration-100 disabled:cursor-default disabled:opacity-75 [&_svg]:size-5 [&_svg]:shrink-0'

const LOOKS = {
  primary: 'bg-accent text-on-accent shadow-xs hover:bg-accent-strong active:bg-accent-strong',
  secondary: 'border border-line-bold bg-surface text-ink hover:bg-sunken active:bg-sunken',
  danger: 'bg-danger-fill text-on-danger shadow-xs hover:bg-danger-strong active:bg-danger-strong',
}

export type BigButtonLook = keyof typeof LOOKS

/** The classes of a step's buttons and links: made for thumbs, and its words may take two lines. */
export function bigButton(look: BigButtonLook = 'primary', extra?: string): string {
  return cx(BASE, LOOKS[look], extra)
}

/** The classes of a quiet link or summary that is still easy to hit. */
export const QUIET_LINK =
  'inline-flex min-h-11 w-fit items-center gap-1.5 rounded-md text-lg font-medium text-accent-text underline decoration-accent-text/40 underline-offset-4 hover:decoration-accent-text'
