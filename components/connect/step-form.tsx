'use client'

import { useRouter } from 'next/navigation'
import { type FormEvent, useActionState, useEffect, useRef, useState, useTransition } from 'react'
import type { ActionResult } from '@/lib/auth/action'
import type { ErrorCode } from '@/lib/errors'
import { Spinner } from '../ui/spinner'
import { type BigButtonLook, bigButton } from './big-button'

/** An action of the connect page; also works as a plain form post. */
export type StepAction = (
  previous: ActionResult<unknown> | null,
  form: FormData,
) => Promise<ActionResult<unknown>>

/** What an action may be refused for, in her language; `offline`: it could not be asked at all. */
export type ErrorWords = Record<ErrorCode | 'offline', string>

/** Busy from the press until the next page is there; free again when she comes back to it by the back button. */
function useSubmit(action: StepAction, to: string | null) {
  const router = useRouter()
  const [working, work] = useTransition()
  const [leaving, setLeaving] = useState(false)
  const [refused, setRefused] = useState<keyof ErrorWords | null>(null)
  useEffect(() => {
    const shown = (event: PageTransitionEvent) => {
      if (event.persisted) setLeaving(false)
    }
    window.addEventListener('pageshow', shown)
    return () => window.removeEventListener('pageshow', shown)
  }, [])
  const send = async (form: FormData) => {
    const answer = await action(null, form).catch(() => null)
    if (answer?.ok && to) {
      setLeaving(true)
      window.location.assign(to)
      return
    }
    setRefused(answer === null ? 'offline' : answer.ok ? null : answer.error.code)
    if (answer && !answer.ok) router.refresh()
  }
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    if (working || leaving) return
    const form = new FormData(event.currentTarget)
    setRefused(null)
    work(() => send(form))
  }
  return { busy: working || leaving, refused, submit }
}

/**
 * One button of the connect page. Its form works without JavaScript; with it, the button answers at once, takes no
 * second press, and stays busy until the next page is there.
 * @param withZone sends the browser's time zone along
 * @param to where to go after success; without it the step is rendered again
 */
export function StepForm({
  action,
  fields = {},
  withZone,
  label,
  busyLabel,
  look,
  errors,
  to = null,
}: {
  action: StepAction
  fields?: Record<string, string>
  withZone?: boolean
  label: string
  busyLabel: string
  look?: BigButtonLook
  errors: ErrorWords
  to?: string | null
}) {
  // What a plain post was answered: React writes it into the page.
  const [posted, post] = useActionState(action, null)
  const { busy, refused, submit } = useSubmit(action, to)
  const zone = useRef<HTMLInputElement>(null)
  useEffect(() => {
    if (zone.current) zone.current.value = Intl.DateTimeFormat().resolvedOptions().timeZone
  }, [])
  const problem = refused ?? (posted?.ok === false ? posted.error.code : null)
  return (
    <form action={post} onSubmit={submit} className="flex flex-col gap-3">
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {withZone && <input ref={zone} type="hidden" name="timeZone" defaultValue="" />}
      {problem && !busy && (
        <p
          role="alert"
          className="rounded-xl border border-danger-line bg-danger-soft px-4 py-3 text-lg text-ink"
        >
          {errors[problem]}
        </p>
      )}
      <button type="submit" disabled={busy} aria-busy={busy || undefined} className={bigButton(look)}>
        {busy && <Spinner />}
        {busy ? busyLabel : label}
      </button>
    </form>
  )
}
