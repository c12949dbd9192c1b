import { Field } from '../ui/field'
import { Input } from '../ui/input'

/** Six digits from a mail; taken with spaces and dashes too. */
export function CodeField({ label }: { label: string }) {
  return (
    <Field label={label} name="code">
      {(ids) => (
        <Input
          {...ids}
          inputMode="numeric"
          autoComplete="one-time-code"
          maxLength={20}
          required
          className="max-w-44 text-lg tracking-widest tabular-nums"
        />
      )}
    </Field>
  )
}
