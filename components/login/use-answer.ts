'use client'

import { unstable_rethrow, useRouter } from 'next/navigation'
import { useRef, useState, useTransition } from 'react'
import type { ActionResult } from '@/lib/auth/action'
import type { FieldErrors } from '@/lib/errors'
import type { ErrorWords } from '../connect/step-form'

/** An action on a live attempt: called with its input, or as a form's action with the previous answer and the form. */
export type AnswerAction = (first: unknown, form?: FormData) => Promise<ActionResult<unknown>>

/** Why it was refused, in the words of whoever looks. */
export type Problem = { text: string; fields: FieldErrors; reference: string | null }

const UNREACHED =
  'Patchbay did not answer. Check that you are online, reload the page and look how it stands.'

/**
 * The words of a refusal; null for success.
 * @param answer null when none came
 * @param errors the creator's words; null in the console, where the action's own are shown
 */
export function problemOf(answer: ActionResult<unknown> | null, errors: ErrorWords | null): Problem | null {
  if (answer === null) return { text: errors?.offline ?? UNREACHED, fields: {}, reference: null }
  if (answer.ok) return null
  const { code, message, fields, reference } = answer.error
  return errors ? { text: errors[code], fields, reference: null } : { text: message, fields, reference }
}

/** Sends one answer at a time. Nothing that was typed is kept here. */
export function useAnswer(action: AnswerAction, errors: ErrorWords | null) {
  const router = useRouter()
  const [busy, work] = useTransition()
  const [problem, setProblem] = useState<Problem | null>(null)
  const sending = useRef(false)
  const send = (input: Record<string, unknown>, onAnswer?: (ok: boolean) => void) => {
    // A second press may come before the first is drawn as busy.
    if (sending.current) return
    sending.current = true
    setProblem(null)
    work(async () => {
      const answer = await action(input).catch((cause): null => {
        unstable_rethrow(cause)
        return null
      })
      sending.current = false
      setProblem(problemOf(answer, errors))
      onAnswer?.(answer?.ok === true)
      router.refresh()
    })
  }
  return { busy, problem, send }
}
