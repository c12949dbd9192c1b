import { type AppMode, MODE_WORDS } from '@/lib/provider-accounts/words'
import { Field } from '../ui/field'
import { Input } from '../ui/input'

const HINTS: Record<AppMode, string> = {
  redirect: 'The client app of type redirect. Needed to connect on phones.',
  embed: 'The client app of type embed, for the dialog on desktops.',
  whitelabel: 'Only when the provider approved white-label for you.',
}

/** Client app ids, for a provider that wants one per mode. */
export function AppFields({
  modes,
  saved,
  errors,
}: {
  modes: readonly AppMode[]
  saved: Partial<Record<AppMode, string>>
  errors: Record<string, string>
}) {
  return modes.map((mode) => (
    <Field
      key={mode}
      label={`Client app: ${MODE_WORDS[mode].label}`}
      name={mode}
      hint={HINTS[mode]}
      error={errors[mode]}
      optional
    >
      {(ids) => (
        <Input
          {...ids}
          defaultValue={saved[mode] ?? ''}
          placeholder="app_…"
          maxLength={100}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
        />
      )}
    </Field>
  ))
}
