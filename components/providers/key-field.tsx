import { Field } from '../ui/field'
import { Input } from '../ui/input'

/** Where an API key is pasted. It never comes back to the browser. */
export function KeyField({
  hint,
  example,
  error,
}: {
  hint: string
  example: string
  error: string | undefined
}) {
  return (
    <Field label="API key" name="apiKey" hint={hint} error={error}>
      {(ids) => (
        <Input
          {...ids}
          type="password"
          placeholder={example}
          maxLength={400}
          // Not a password of this site: nothing should offer to remember it.
          autoComplete="off"
          data-1p-ignore
          autoCapitalize="none"
          spellCheck={false}
          required
        />
      )}
    </Field>
  )
}
