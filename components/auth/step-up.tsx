'use client'

import { createContext, type ReactNode, useCallback, useContext, useMemo, useRef, useState } from 'react'
import type { ActionResult } from '@/lib/auth/action'
import { StepUpDialog, type StepUpMeans } from './step-up-dialog'

export type StepUpAction = (input: unknown) => Promise<ActionResult<void>>

type Call<T> = () => Promise<ActionResult<T>>
type WithStepUp = <T>(call: Call<T>) => Promise<ActionResult<T>>

const StepUpContext = createContext<WithStepUp | null>(null)

/** Outside a console there is nobody to ask: the refusal is shown as it is. */
const plainCall: WithStepUp = (call) => call()

/**
 * Calls an action. When it wants to know again who sits here, the person is asked, and the same call is repeated; one
 * that is given up gives its refusal, and nothing that was typed is lost.
 */
export function useStepUp(): WithStepUp {
  return useContext(StepUpContext) ?? plainCall
}

/** Holds the one dialog in which a person proves to be there; stands around the console. */
export function StepUpProvider({
  means,
  action,
  children,
}: {
  means: StepUpMeans
  action: StepUpAction
  children: ReactNode
}) {
  const [open, setOpen] = useState(false)
  const answer = useRef<((proven: boolean) => void) | null>(null)
  const finish = useCallback((proven: boolean) => {
    setOpen(false)
    answer.current?.(proven)
    answer.current = null
  }, [])
  const ask = useCallback(
    () =>
      new Promise<boolean>((resolve) => {
        // A second question while one is open takes its place.
        answer.current?.(false)
        answer.current = resolve
        setOpen(true)
      }),
    [],
  )
  const withStepUp = useMemo<WithStepUp>(
    () => async (call) => {
      const result = await call()
      // After a sign-out there is no result: the browser is on its way.
      if (!result || result.ok || result.error.code !== 'step_up_required') return result
      return (await ask()) ? call() : result
    },
    [ask],
  )
  return (
    <StepUpContext value={withStepUp}>
      {children}
      <StepUpDialog open={open} means={means} action={action} onClose={finish} />
    </StepUpContext>
  )
}
