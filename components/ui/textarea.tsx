import type { Ref, TextareaHTMLAttributes } from 'react'
import { CONTROL } from './control-style'
import { cx } from './cx'

export type TextareaProps = TextareaHTMLAttributes<HTMLTextAreaElement> & {
  ref?: Ref<HTMLTextAreaElement> | undefined
}

/** A text control of several lines. */
export function Textarea({ className, rows = 3, ...rest }: TextareaProps) {
  return <textarea {...rest} rows={rows} className={cx(CONTROL, 'min-h-20 resize-y py-2', className)} />
}
