import type { AccountOption } from '@/lib/provider-accounts/pick-accounts'
import { PROVIDER_NAMES } from '@/lib/providers/words'
import { Field } from '../ui/field'
import { Select } from '../ui/select'

/** How an account is named among others: its label, and its provider where the label does not say it. */
export function accountName({ label, provider }: AccountOption): string {
  const name = PROVIDER_NAMES[provider]
  return label.includes(name) ? label : `${label} (${name})`
}

/** Chooses the provider account; with a single one there is nothing to choose. */
export function AccountSelect({
  accounts,
  value,
  onChange,
  error,
}: {
  accounts: AccountOption[]
  value: string
  onChange: (id: string) => void
  error: string | undefined
}) {
  if (accounts.length < 2) return null
  return (
    <Field label="Through" name="providerAccountId" error={error}>
      {(ids) => (
        <Select {...ids} value={value} onChange={(event) => onChange(event.target.value)}>
          {accounts.map((account) => (
            <option key={account.id} value={account.id}>
              {accountName(account)}
            </option>
          ))}
        </Select>
      )}
    </Field>
  )
}
