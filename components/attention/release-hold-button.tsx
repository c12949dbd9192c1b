'use client'

import { useState } from 'react'
import { type AgencyAction, useAgencyAction } from '@/components/connections/use-agency-action'
import { Button } from '@/components/ui/button'
import { Dialog, DialogClose } from '@/components/ui/dialog'
import { FormError } from '@/components/ui/form-error'
import { useToast } from '@/components/ui/toast'
import type { ProviderProblem } from '@/lib/attention/list-problems'

/** Lets a run go on that was stopped because it would have ended many connections at once. */
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
  const [open, setOpen] = useState(false)
  const { run, pending, error, clear } = useAgencyAction(slug, action)
  const release = () =>
    run(
      { accountId: problem.accountId },
      {
        onDone: () => {
          setOpen(false)
          toast.show({
            tone: 'success',
            title: 'Patchbay goes on',
            description: 'The connections are looked at again now.',
          })
        },
      },
    )
  return (
    <Dialog
      open={open}
      onOpenChange={(next) => {
        setOpen(next)
        clear()
      }}
      trigger={
        <Button size="sm" variant="primary">
          Go on<span className="sr-only"> with {problem.label}</span>
        </Button>
      }
      title={`Did you look at ${problem.label}?`}
      footer={
        <>
          <DialogClose render={<Button>Not yet</Button>} />
          <Button variant="primary" pending={pending} onClick={release}>
            Go on
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-3">
        <FormError error={error} />
        <p className="text-ink-2">
          If the provider shows these {problem.count} logins as ended too, go on: each is asked once more,
          those that did end are marked, and the people responsible are told. If it shows them as working,
          wait: Patchbay looks again every fifteen minutes, and this goes away by itself. For an hour nothing
          is held back.
        </p>
      </div>
    </Dialog>
  )
}
