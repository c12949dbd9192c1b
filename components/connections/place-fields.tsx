import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Select } from '@/components/ui/select'
import type { FieldErrors } from '@/lib/errors'
import type { Country } from './countries'

/** Where the login should come from, so that OnlyFans sees the creator's usual place. */
export function PlaceFields({ countries, errors }: { countries: Country[]; errors: FieldErrors }) {
  return (
    <fieldset className="flex flex-col gap-3">
      <legend className="mb-1.5 font-medium text-ink">
        Where the creator usually logs in{' '}
        <span className="ml-1 text-sm font-normal text-muted">Optional</span>
      </legend>
      <p className="-mt-1 text-sm text-muted">
        The login is made from there, so that OnlyFans is less likely to find it strange. Left empty, the
        provider chooses.
      </p>
      <div className="grid gap-3 sm:grid-cols-3">
        <Field label="Country" name="country" error={errors.country}>
          {(ids) => (
            <Select {...ids} defaultValue="">
              <option value="">No preference</option>
              {countries.map((country) => (
                <option key={country.code} value={country.code}>
                  {country.name}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <Field label="State" name="state" error={errors.state}>
          {(ids) => <Input {...ids} maxLength={80} autoComplete="off" />}
        </Field>
        <Field label="City" name="city" error={errors.city}>
          {(ids) => <Input {...ids} maxLength={80} autoComplete="off" />}
        </Field>
      </div>
    </fieldset>
  )
}
