import { Field } from '../ui/field'
import { Input } from '../ui/input'

/** A password to be set. Its length is the rule of lib/auth, said before it is broken. */
export function NewPasswordField({
  label = 'Password',
  name = 'password',
  hint = '12 characters or more. A few random words are fine.',
  error,
}: {
  label?: string
  name?: string
  hint?: string
  error?: string | undefined
}) {
  return (
    <Field label={label} name={name} error={error} hint={hint}>
      {(ids) => (
        <Input {...ids} type="password" autoComplete="new-password" minLength={12} maxLength={200} required />
      )}
    </Field>
  )
}
