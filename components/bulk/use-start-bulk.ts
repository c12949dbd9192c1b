'use client'

import { useRouter } from 'next/navigation'
import { useRef } from 'react'
import type { ActionError } from '@/lib/auth/action'
import type { StartBulkInput } from '@/lib/bulk/input'
import { type AgencyAction, isUncertain, useAgencyAction } from '../connections/use-agency-action'
import { useSelection } from './selection'

export type BulkFilter = NonNullable<StartBulkInput['filter']>
export type StartBulkAction = AgencyAction<{ jobId: string }>
/** What is done; to which rows is known from the selection. */
export type BulkOrder = Omit<StartBulkInput, 'idempotencyKey' | 'connectionIds' | 'filter'>

/** Starts a job about what is selected, and goes to its page. */
export function useStartBulk(slug: string, action: StartBulkAction, filter: BulkFilter) {
  const router = useRouter()
  const { picked } = useSelection()
  const { run, pending, error, clear } = useAgencyAction(slug, action)
  // Kept while nobody knows whether the order arrived: sent again it is the same job.
  const key = useRef<string | null>(null)
  const start = (order: BulkOrder, onError?: (error: ActionError) => void) => {
    key.current ??= crypto.randomUUID()
    const which = picked.all ? { filter } : { connectionIds: [...picked.ids] }
    run(
      { ...order, ...which, idempotencyKey: key.current },
      {
        onDone: ({ jobId }) => {
          key.current = null
          router.push(`/a/${slug}/bulk/${jobId}`)
        },
        onError: (failure) => {
          if (!isUncertain(failure)) key.current = null
          onError?.(failure)
        },
      },
    )
  }
  return { start, pending, error, clear }
}
