'use client'

import { type FormEvent, type ReactNode, startTransition, useActionState, useEffect, useRef } from 'react'
import type { FormResult } from '@/lib/auth/action'
import type { Said } from '@/lib/creator-page/say'
import { type BigButtonLook, bigButton } from '../connect/big-button'
import { Notice } from '../ui/notice'
import { Spinner } from '../ui/spinner'
import { MailWatch } from './mail-watch'

export type SaidAction = (previous: FormResult<Said> | null, form: FormData) => Promise<FormResult<Said>>

const GOOD = new Set(['sent', 'right', 'done', 'linked', 'made'])

/**
 * A form of the creator's page; works without JavaScript. Its answer comes in her language from the server.
 * @param lost said instead of "sent" once it turns out that the mail could not be delivered
 * @param after what stands below once the answer is one of `afterOn`
 */
export function SaidForm({
  action,
  hidden = {},
  submit,
  tone = 'primary',
  children,
  lost = null,
  after,
  afterOn = [],
}: {
  action: SaidAction
  hidden?: Record<string, string>
  submit: string
  tone?: BigButtonLook
  children?: ReactNode
  lost?: string | null
  after?: ReactNode
  afterOn?: readonly string[]
}) {
  const [answer, send, pending] = useActionState(action, null)
  const said = answer?.ok ? answer.data : null
  const failure = answer?.ok === false ? answer.error.message : null
  const isLost = said?.result === 'sent' && lost !== null
  const good = said !== null && GOOD.has(said.result) && !isLost
  const zone = useRef<HTMLInputElement>(null)
  useEffect(() => {
    if (zone.current) zone.current.value = Intl.DateTimeFormat().resolvedOptions().timeZone
  })
  // React empties a form that it submits itself: what she typed stays, so that she can correct it.
  const post = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    startTransition(() => send(form))
  }
  return (
    <>
      <form action={send} onSubmit={post} className="flex flex-col gap-4">
        {Object.entries(hidden).map(([name, value]) =>
          name === 'timeZone' ? (
            <input key={name} ref={zone} type="hidden" name={name} defaultValue={value} />
          ) : (
            <input key={name} type="hidden" name={name} value={value} />
          ),
        )}
        {children}
        {failure && <Notice tone="danger" title={failure} />}
        {said && <Notice tone={good ? 'success' : 'danger'} title={isLost ? lost : said.text} />}
        {said?.result === 'sent' && !pending && <MailWatch />}
        <button type="submit" disabled={pending} aria-busy={pending || undefined} className={bigButton(tone)}>
          {pending && <Spinner />}
          {submit}
        </button>
      </form>
      {said && afterOn.includes(said.result) && <div className="mt-4">{after}</div>}
    </>
  )
}
