import { Field } from '../ui/field'
import { Input } from '../ui/input'
import { Select } from '../ui/select'
import { USUAL_HOURS, VALIDITIES } from './validity'

export type LanguageOption = { code: string; name: string }

/** How the link behaves: its language, how long it lasts, how often it may be used. */
export function LinkFields({
  languages,
  repeatable,
  errors,
}: {
  languages: LanguageOption[]
  /** It may connect more than one account. */
  repeatable: boolean
  errors: Record<string, string>
}) {
  return (
    <div className="grid items-start gap-x-3 gap-y-5 sm:grid-cols-3">
      <Field label="Language" name="language" error={errors.language} hint="Of the page and the mails.">
        {(ids) => (
          <Select {...ids} defaultValue={languages[0]?.code}>
            {languages.map(({ code, name }) => (
              <option key={code} value={code}>
                {name}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <Field
        label="Valid for"
        name="expiresInHours"
        error={errors.expiresInHours}
        hint="You can change it later."
      >
        {(ids) => (
          <Select {...ids} defaultValue={String(USUAL_HOURS)}>
            {VALIDITIES.map(({ hours, label }) => (
              <option key={hours} value={hours}>
                {label}
              </option>
            ))}
          </Select>
        )}
      </Field>
      {repeatable && (
        <Field
          label="Uses"
          name="maxUses"
          error={errors.maxUses}
          hint="Counted when an account is connected."
        >
          {(ids) => <Input {...ids} type="number" inputMode="numeric" min={1} max={50} defaultValue={1} />}
        </Field>
      )}
    </div>
  )
}
