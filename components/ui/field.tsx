import { CircleAlert } from 'lucide-react'
import { type ReactNode, useId } from 'react'

/** Spread these on the one control of the field. */
export type FieldIds = {
  id: string
  name: string
  'aria-describedby': string | undefined
  'aria-invalid': true | undefined
}

/** Ties a label, a hint and an error to one control. */
export function Field({
  label,
  name,
  hint,
  error,
  optional,
  children,
}: {
  label: ReactNode
  name: string
  hint?: ReactNode
  error?: string | null | undefined
  /** Says "optional" beside the label. */
  optional?: boolean | undefined
  children: (ids: FieldIds) => ReactNode
}) {
  const id = useId()
  const described = [hint ? `${id}-hint` : '', error ? `${id}-error` : ''].filter(Boolean).join(' ')
  return (
    <div className="flex flex-col gap-1.5">
      <label htmlFor={id} className="flex items-baseline justify-between gap-2 font-medium text-ink">
        <span>{label}</span>
        {optional && <span className="text-sm font-normal text-muted">Optional</span>}
      </label>
      {children({
        id,
        name,
        'aria-describedby': described || undefined,
        'aria-invalid': error ? true : undefined,
      })}
      {error && (
        <p id={`${id}-error`} className="flex items-start gap-1.5 text-sm text-danger">
          <CircleAlert aria-hidden className="mt-0.5 size-3.5 shrink-0" />
          {error}
        </p>
      )}
      {hint && (
        <p id={`${id}-hint`} className="text-sm text-muted">
          {hint}
        </p>
      )}
    </div>
  )
}
