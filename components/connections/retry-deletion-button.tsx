'use client'

import { RotateCw } from 'lucide-react'
import { Button } from '@/components/ui/button'
import { useToast } from '@/components/ui/toast'
import { type AgencyAction, useAgencyAction } from './use-agency-action'

/** Tries an owed deletion at the provider now. */
export function RetryDeletionButton({
  slug,
  deletionId,
  action,
}: {
  slug: string
  deletionId: string
  action: AgencyAction<void>
}) {
  const toast = useToast()
  const { run, pending } = useAgencyAction(slug, action)
  const retry = () =>
    run(
      { deletionId },
      {
        onDone: () => toast.show({ tone: 'success', title: 'The provider confirmed the deletion' }),
        onError: toast.fail,
      },
    )
  return (
    <Button size="sm" pending={pending} onClick={retry}>
      {!pending && <RotateCw aria-hidden />}
      Retry now
    </Button>
  )
}
