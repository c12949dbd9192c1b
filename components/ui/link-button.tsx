import type { ComponentProps } from 'react'
import { type ButtonSize, type ButtonVariant, buttonStyle } from './button-style'
import { PageLink } from './page-link'

export type LinkButtonProps = Omit<ComponentProps<typeof PageLink>, 'className'> & {
  variant?: ButtonVariant | undefined
  size?: ButtonSize | undefined
  className?: string | undefined
}

/** A link that looks like a button. */
export function LinkButton({ variant, size, className, ...rest }: LinkButtonProps) {
  return <PageLink {...rest} className={buttonStyle(variant, size, className)} />
}
