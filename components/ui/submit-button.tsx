'use client'

import { useFormStatus } from 'react-dom'
import { Button, type ButtonProps } from './button'

/** Submits the form it stands in, and spins while the form's action runs. Works without JavaScript. */
export function SubmitButton({ pending, ...rest }: ButtonProps) {
  const status = useFormStatus()
  return <Button variant="primary" {...rest} type="submit" pending={pending || status.pending} />
}
