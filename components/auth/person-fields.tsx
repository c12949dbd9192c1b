import { Field } from '../ui/field'
import { Input } from '../ui/input'

/** Who gets a new account: their name, and the address that they sign in with. */
export function PersonFields({
  kept,
  errors,
}: {
  /** What stood in the fields before. */
  kept: Record<string, string | undefined>
  errors: Record<string, string | undefined>
}) {
  return (
    <>
      <Field label="Your name" name="name" error={errors.name}>
        {(ids) => <Input {...ids} autoComplete="name" maxLength={80} required defaultValue={kept.name} />}
      </Field>
      <Field label="Your e-mail" name="email" error={errors.email} hint="You sign in with it.">
        {(ids) => (
          <Input
            {...ids}
            type="email"
            autoComplete="username"
            autoCapitalize="none"
            spellCheck={false}
            maxLength={254}
            required
            defaultValue={kept.email}
          />
        )}
      </Field>
    </>
  )
}
