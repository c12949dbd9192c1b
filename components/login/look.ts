import { bigButton } from '../connect/big-button'
import { buttonStyle } from '../ui/button-style'
import { CONTROL } from '../ui/control-style'
import { cx } from '../ui/cx'

/** Where a login screen stands: on the creator's own page, made for thumbs, or in the console. */
export type Look = 'page' | 'console'

type Classes = {
  /** Between the parts of a screen. */
  stack: string
  text: string
  small: string
  input: string
  primary: string
  secondary: string
}

/** The classes of the two looks. */
export const LOOKS: Record<Look, Classes> = {
  page: {
    stack: 'flex flex-col gap-5',
    text: 'text-lg text-pretty text-ink-2',
    small: 'text-base text-pretty text-muted',
    input: cx(CONTROL, 'min-h-12 rounded-xl px-4 text-lg md:text-lg'),
    primary: bigButton('primary'),
    secondary: bigButton('secondary'),
  },
  console: {
    stack: 'flex flex-col gap-4',
    text: 'text-pretty text-ink-2',
    small: 'text-sm text-pretty text-muted',
    input: cx(CONTROL, 'h-11 md:h-9'),
    primary: buttonStyle(
      'primary',
      'md',
      'w-full sm:w-auto whitespace-normal h-auto! min-h-9 py-1.5 max-md:min-h-11',
    ),
    secondary: buttonStyle(
      'secondary',
      'md',
      'w-full sm:w-auto whitespace-normal h-auto! min-h-9 py-1.5 max-md:min-h-11',
    ),
  },
}
