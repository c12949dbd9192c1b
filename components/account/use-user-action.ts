'use client'

import { unstable_rethrow } from 'next/navigation'
import { useCallback, useState, useTransition } from 'react'
import type { ActionError, ActionResult } from '@/lib/auth/action'
import { useStepUp } from '../auth/step-up'

/** A server action of the signed-in user's own account, as a client component gets it from its page. */
export type UserAction<T> = (input: unknown) => Promise<ActionResult<T>>

const UNREACHED: ActionError = {
  code: 'internal',
  message: 'Patchbay did not answer. Check that you are online, reload the page and try again.',
  fields: {},
  reference: 'no answer',
}

/** Runs it: whether it is under way, and why it was refused. Asks who is there where that is wanted. */
export function useUserAction<T>(action: UserAction<T>) {
  const [error, setError] = useState<ActionError | null>(null)
  const [pending, start] = useTransition()
  const withStepUp = useStepUp()
  const run = useCallback(
    (input: unknown, onDone?: (data: T) => void) =>
      start(async () => {
        const result = await withStepUp(() => action(input)).catch((cause): ActionResult<T> => {
          unstable_rethrow(cause)
          return { ok: false, error: UNREACHED }
        })
        // After a sign-out there is nothing to show any more: the browser is on its way.
        if (!result) return
        setError(result.ok ? null : result.error)
        if (result.ok) onDone?.(result.data)
      }),
    [action, withStepUp],
  )
  return { run, pending, error }
}
