import { CircleAlert } from 'lucide-react'
import { type ReactNode, useId } from 'react'
import type { FieldIds } from '../ui/field'
import { LOOKS, type Look } from './look'

/** Ties a label, a hint and an error to one control of a login screen, in the look of its place. */
export function TypedField({
  label,
  name,
  hint,
  error,
  look,
  children,
}: {
  label: string
  name: string
  hint?: string
  error: string | null
  look: Look
  children: (ids: FieldIds) => ReactNode
}) {
  const id = useId()
  const described = [hint ? `${id}-hint` : '', error ? `${id}-error` : ''].filter(Boolean).join(' ')
  return (
    <div className="flex flex-col gap-1.5">
      <label htmlFor={id} className={`${LOOKS[look].text} font-medium text-ink!`}>
        {label}
      </label>
      {children({
        id,
        name,
        'aria-describedby': described || undefined,
        'aria-invalid': error ? true : undefined,
      })}
      {error && (
        <p id={`${id}-error`} className={`${LOOKS[look].small} flex items-start gap-1.5 text-danger!`}>
          <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
          {error}
        </p>
      )}
      {hint && (
        <p id={`${id}-hint`} className={LOOKS[look].small}>
          {hint}
        </p>
      )}
    </div>
  )
}
