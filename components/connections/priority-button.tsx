'use client'

import { Flag } from 'lucide-react'
import { Button } from '@/components/ui/button'
import { cx } from '@/components/ui/cx'
import { useToast } from '@/components/ui/toast'
import { type AgencyAction, useAgencyAction } from './use-agency-action'

/** Switches between normal and high priority. */
export function PriorityButton({
  slug,
  connectionId,
  priority,
  action,
}: {
  slug: string
  connectionId: string
  priority: 'normal' | 'high'
  action: AgencyAction<void>
}) {
  const toast = useToast()
  const { run, pending } = useAgencyAction(slug, action)
  const high = priority === 'high'
  const toggle = () =>
    run(
      { connectionId, priority: high ? 'normal' : 'high' },
      {
        onError: toast.fail,
      },
    )
  return (
    <Button
      variant="ghost"
      pending={pending}
      aria-pressed={high}
      onClick={toggle}
      title={
        high
          ? 'Comes first among those that need somebody'
          : 'Let it come first among those that need somebody'
      }
    >
      {!pending && <Flag aria-hidden className={cx(high && 'fill-warning text-warning')} />}
      High priority
    </Button>
  )
}
