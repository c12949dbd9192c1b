'use client'

import { unstable_rethrow } from 'next/navigation'
import { useCallback, useState, useTransition } from 'react'
import type { ActionError, ActionResult } from '@/lib/auth/action'
import { useStepUp } from '../auth/step-up'

/** A server action of the console, as a client component gets it from its page. */
export type AgencyAction<T> = (slug: string, input: unknown) => Promise<ActionResult<T>>

const UNREACHED: ActionError = {
  code: 'internal',
  message: 'Patchbay did not answer. Check that you are online, reload the page and try again.',
  fields: {},
  reference: 'no answer',
}

type Handlers<T> = { onDone?: (data: T) => void; onError?: (error: ActionError) => void }

/** Runs a console action: whether it is under way, why it was refused, and never two at once. Asks who is there where that is wanted. */
export function useAgencyAction<T>(slug: string, action: AgencyAction<T>) {
  const [error, setError] = useState<ActionError | null>(null)
  const [pending, start] = useTransition()
  const withStepUp = useStepUp()
  const run = useCallback(
    (input: unknown, { onDone, onError }: Handlers<T> = {}) =>
      start(async () => {
        const result = await withStepUp(() => action(slug, input)).catch((cause): ActionResult<T> => {
          unstable_rethrow(cause)
          return { ok: false, error: UNREACHED }
        })
        setError(result.ok ? null : result.error)
        if (result.ok) onDone?.(result.data)
        else onError?.(result.error)
      }),
    [slug, action, withStepUp],
  )
  return { run, pending, error, clear: useCallback(() => setError(null), []) }
}

/** True when the server may have done the work although we were told that it failed. */
export function isUncertain(error: ActionError): boolean {
  return error === UNREACHED
}
