'use client'

import { useRouter } from 'next/navigation'
import { useActionState, useEffect, useRef, useState } from 'react'
import type { FormResult } from '@/lib/auth/action'
import type { ErrorCode } from '@/lib/errors'
import { Spinner } from '../ui/spinner'
import { type BigButtonLook, bigButton } from './big-button'

/** An action of the connect page; also works as a plain form post. */
export type StepAction = (
  previous: FormResult<unknown> | null,
  form: FormData,
) => Promise<FormResult<unknown>>

/** What an action may be refused for, in her language. */
export type ErrorWords = Record<ErrorCode, string>

/** True from the moment the page is left until she comes back to it by the back button. */
function useLeaving(go: boolean, to: string | null): boolean {
  const [back, setBack] = useState(false)
  useEffect(() => {
    if (go && to) window.location.assign(to)
  }, [go, to])
  useEffect(() => {
    const shown = (event: PageTransitionEvent) => {
      if (event.persisted) setBack(true)
    }
    window.addEventListener('pageshow', shown)
    return () => window.removeEventListener('pageshow', shown)
  }, [])
  return go && to !== null && !back
}

/**
 * One button of the connect page. Its form works without JavaScript; with it, the button answers at once, takes no
 * second press, and stays busy until the next page is there.
 * @param to where to go after success; without it the step is rendered again
 */
export function StepForm({
  action,
  fields = {},
  label,
  busy,
  look,
  errors,
  to = null,
}: {
  action: StepAction
  fields?: Record<string, string>
  label: string
  busy: string
  look?: BigButtonLook
  errors: ErrorWords
  to?: string | null
}) {
  const router = useRouter()
  const [answer, submit, pending] = useActionState(action, null)
  const zone = useRef<HTMLInputElement>(null)
  const done = answer?.ok === true
  const leaving = useLeaving(done, to)
  useEffect(() => {
    if (zone.current) zone.current.value = Intl.DateTimeFormat().resolvedOptions().timeZone
  }, [])
  useEffect(() => {
    if (answer && !(done && to)) router.refresh()
  }, [answer, done, to, router])
  const working = pending || leaving
  return (
    <form action={submit} className="flex flex-col gap-3">
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <input ref={zone} type="hidden" name="timeZone" defaultValue="" />
      {answer?.ok === false && !pending && (
        <p
          role="alert"
          className="rounded-xl border border-danger-line bg-danger-soft px-4 py-3 text-lg text-ink"
        >
          {errors[answer.error.code]}
        </p>
      )}
      <button type="submit" disabled={working} aria-busy={working || undefined} className={bigButton(look)}>
        {working && <Spinner />}
        {working ? busy : label}
      </button>
    </form>
  )
}
