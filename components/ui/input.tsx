import type { InputHTMLAttributes, Ref } from 'react'
import { CONTROL } from './control-style'
import { cx } from './cx'

export type InputProps = InputHTMLAttributes<HTMLInputElement> & { ref?: Ref<HTMLInputElement> | undefined }

/** A one-line text control. */
export function Input({ className, ...rest }: InputProps) {
  return <input {...rest} className={cx(CONTROL, 'h-11 md:h-9', className)} />
}
