'use client'

import type { AgencyAction } from '@/components/connections/use-agency-action'
import { ConfirmButton } from '@/components/invites/confirm-button'
import { useToast } from '@/components/ui/toast'
import type { ProviderProblem } from '@/lib/attention/list-problems'

/** Lets Patchbay go on where it stopped because too many connections seemed to end at once. */
export function ReleaseHoldButton({
  slug,
  problem,
  action,
}: {
  slug: string
  problem: ProviderProblem
  action: AgencyAction<void>
}) {
  const toast = useToast()
  return (
    <ConfirmButton
      slug={slug}
      input={{ accountId: problem.accountId }}
      action={action}
      trigger={{
        size: 'sm',
        variant: 'primary',
        children: (
          <>
            Go on<span className="sr-only"> with {problem.label}</span>
          </>
        ),
      }}
      title={`Did you look at ${problem.label}?`}
      keep="Not yet"
      confirm="Go on"
      onDone={() =>
        toast.show({
          tone: 'success',
          title: 'Patchbay goes on',
          description: 'The connections are looked at again now.',
        })
      }
    >
      <li>
        If the provider shows these {problem.count} logins as ended too, go on: each is asked once more, those
        that did end are marked, and the people responsible are told.
      </li>
      <li>
        If it shows them as working, wait: Patchbay looks again every fifteen minutes, and this goes away by
        itself.
      </li>
      <li>After you go on, nothing is held back for an hour.</li>
    </ConfirmButton>
  )
}
