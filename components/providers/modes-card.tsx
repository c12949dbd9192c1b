'use client'

import type { AccountView } from '@/lib/provider-accounts/list-accounts'
import { MODE_WORDS } from '@/lib/provider-accounts/words'
import { type AgencyAction, useAgencyAction } from '../connections/use-agency-action'
import { Button } from '../ui/button'
import { Card } from '../ui/card'
import { FormError } from '../ui/form-error'
import { useToast } from '../ui/toast'

/** Which ways to log in may be used with an account. */
export function ModesCard({
  slug,
  account,
  action,
}: {
  slug: string
  account: AccountView
  action: AgencyAction<void>
}) {
  const toast = useToast()
  const { run, pending, error } = useAgencyAction(slug, action)
  return (
    <Card
      title="Ways to log in"
      description={
        account.setUpModes.length > 1 &&
        'Of those that are allowed, desktops get the dialog, and phones the provider’s page where it has one.'
      }
    >
      {account.setUpModes.length === 0 ? (
        <p className="text-ink-2">None is set up yet. Add a client app id below.</p>
      ) : (
        <form
          className="flex flex-col gap-3"
          onSubmit={(event) => {
            event.preventDefault()
            const modes = new FormData(event.currentTarget).getAll('modes')
            run(
              { accountId: account.id, modes },
              { onDone: () => toast.show({ tone: 'success', title: 'Ways to log in saved' }) },
            )
          }}
        >
          <FormError error={error} />
          <fieldset className="flex flex-col gap-2">
            <legend className="sr-only">Allowed ways to log in</legend>
            {account.setUpModes.map((mode) => (
              <label key={mode} className="flex min-h-11 items-start gap-3 py-1 md:min-h-9">
                <input
                  type="checkbox"
                  name="modes"
                  value={mode}
                  defaultChecked={account.modes.includes(mode)}
                  className="mt-1 size-4 accent-accent"
                />
                <span className="min-w-0">
                  <span className="block font-medium text-ink">{MODE_WORDS[mode].label}</span>
                  <span className="block text-sm text-muted">{MODE_WORDS[mode].detail}</span>
                </span>
              </label>
            ))}
          </fieldset>
          <Button type="submit" pending={pending} className="self-start">
            Save
          </Button>
        </form>
      )}
    </Card>
  )
}
