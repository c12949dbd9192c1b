'use client'

import { Power } from 'lucide-react'
import { type AgencyAction, useAgencyAction } from '../connections/use-agency-action'
import { Button } from '../ui/button'
import { useToast } from '../ui/toast'

/** Switches a provider account on or off. */
export function EnableButton({
  slug,
  accountId,
  enabled,
  action,
}: {
  slug: string
  accountId: string
  enabled: boolean
  action: AgencyAction<void>
}) {
  const toast = useToast()
  const { run, pending } = useAgencyAction(slug, action)
  return (
    <Button
      pending={pending}
      onClick={() =>
        run(
          { accountId, enabled: !enabled },
          {
            onDone: () =>
              toast.show({
                tone: 'success',
                title: enabled ? 'Switched off' : 'Switched on',
                description: enabled
                  ? 'Nothing new is started with it. What is connected stays and is kept true.'
                  : 'New connections can be made with it again.',
              }),
            onError: ({ message, reference }) =>
              toast.show({ tone: 'danger', title: message, description: `Reference ${reference}` }),
          },
        )
      }
    >
      {!pending && <Power aria-hidden />}
      {enabled ? 'Switch off' : 'Switch on'}
    </Button>
  )
}
