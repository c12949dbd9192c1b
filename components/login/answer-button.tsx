'use client'

import { type ReactNode, useActionState, useState } from 'react'
import type { ErrorWords } from '../connect/step-form'
import { Spinner } from '../ui/spinner'
import { LOOKS, type Look } from './look'
import { ProblemNote } from './problem-note'
import { type AnswerAction, problemOf, useAnswer } from './use-answer'

/** One press on a live attempt: "I have done it", "send me the code". Works as a plain form as well. */
export function AnswerButton({
  action,
  fields,
  label,
  busyLabel,
  done,
  primary,
  disabled,
  look,
  errors,
  icon,
}: {
  action: AnswerAction
  fields: Record<string, string>
  label: string
  busyLabel: string
  /** Said after success, until the page shows what came of it. */
  done?: string | undefined
  primary?: boolean | undefined
  disabled?: boolean | undefined
  look: Look
  errors: ErrorWords | null
  icon?: ReactNode
}) {
  const [posted, post] = useActionState(action, null)
  const { busy, problem, send } = useAnswer(action, errors)
  const [isDone, setDone] = useState(false)
  return (
    <form
      action={post}
      onSubmit={(event) => {
        event.preventDefault()
        setDone(false)
        send(fields, setDone)
      }}
      className="flex flex-col gap-3"
    >
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <ProblemNote problem={busy ? null : (problem ?? (posted && problemOf(posted, errors)))} look={look} />
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5">
        <button
          type="submit"
          disabled={busy || disabled}
          aria-busy={busy || undefined}
          className={primary ? LOOKS[look].primary : LOOKS[look].secondary}
        >
          {busy ? <Spinner /> : icon}
          {busy ? busyLabel : label}
        </button>
        {done && (
          <p role="status" className={`${LOOKS[look].small} empty:hidden`}>
            {isDone && !busy && done}
          </p>
        )}
      </div>
    </form>
  )
}
