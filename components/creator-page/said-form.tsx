'use client'

import { type ReactNode, useActionState, useEffect, useRef } from 'react'
import type { FormResult } from '@/lib/auth/action'
import type { Said } from '@/lib/creator-page/say'
import { type BigButtonLook, bigButton } from '../connect/big-button'
import { Notice } from '../ui/notice'
import { Spinner } from '../ui/spinner'

export type SaidAction = (previous: FormResult<Said> | null, form: FormData) => Promise<FormResult<Said>>

const GOOD = new Set(['sent', 'right', 'done', 'linked', 'made'])

/**
 * A form of the creator's page; works without JavaScript. Its answer comes in her language from the server.
 * @param after what stands below once the answer is one of `afterOn`
 */
export function SaidForm({
  action,
  hidden = {},
  submit,
  tone = 'primary',
  children,
  after,
  afterOn = [],
}: {
  action: SaidAction
  hidden?: Record<string, string>
  submit: string
  tone?: BigButtonLook
  children?: ReactNode
  after?: ReactNode
  afterOn?: readonly string[]
}) {
  const [answer, send, pending] = useActionState(action, null)
  const said = answer?.ok ? answer.data : null
  const failure = answer?.ok === false ? answer.error.message : null
  const zone = useRef<HTMLInputElement>(null)
  useEffect(() => {
    if (zone.current) zone.current.value = Intl.DateTimeFormat().resolvedOptions().timeZone
  })
  return (
    <>
      <form action={send} className="flex flex-col gap-4">
        {Object.entries(hidden).map(([name, value]) =>
          name === 'timeZone' ? (
            <input key={name} ref={zone} type="hidden" name={name} defaultValue={value} />
          ) : (
            <input key={name} type="hidden" name={name} value={value} />
          ),
        )}
        {children}
        {failure && <Notice tone="danger" title={failure} />}
        {said && <Notice tone={GOOD.has(said.result) ? 'success' : 'danger'} title={said.text} />}
        <button type="submit" disabled={pending} aria-busy={pending || undefined} className={bigButton(tone)}>
          {pending && <Spinner />}
          {submit}
        </button>
      </form>
      {said && afterOn.includes(said.result) && <div className="mt-4">{after}</div>}
    </>
  )
}
