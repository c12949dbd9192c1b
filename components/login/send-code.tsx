'use client'

import { Send } from 'lucide-react'
import type { ErrorWords } from '../connect/step-form'
import { AnswerButton } from './answer-button'
import { clock, useSecondsLeft } from './countdown'
import { LOOKS, type Look } from './look'
import type { AnswerAction } from './use-answer'

export type SendCodeWords = {
  label: string
  busy: string
  /** With `{time}` where the time stands. */
  wait: string
  done: string
  /** How many messages may still be asked for; null when nobody says. */
  left: string | null
}

/** Has a code sent, as soon as the provider allows another one. */
export function SendCode({
  action,
  linkSessionId,
  kind,
  resendAt,
  now,
  used,
  primary,
  look,
  words,
  errors,
}: {
  action: AnswerAction
  linkSessionId: string
  kind: 'sms' | 'email'
  /** From when on another one may be asked for; null for at once. */
  resendAt: string | null
  now: string
  /** None may be asked for any more. */
  used: boolean
  primary: boolean
  look: Look
  words: SendCodeWords
  errors: ErrorWords | null
}) {
  const wait = useSecondsLeft(resendAt ?? now, now)
  return (
    <div className="flex flex-col gap-1.5">
      <AnswerButton
        action={action}
        fields={{ linkSessionId, kind }}
        label={words.label}
        busyLabel={words.busy}
        done={words.done}
        primary={primary}
        disabled={used || wait > 0}
        look={look}
        errors={errors}
        icon={<Send aria-hidden />}
      />
      {(wait > 0 || words.left) && (
        <p className={LOOKS[look].small}>
          {wait > 0 && !used && (
            <span className="tabular-nums">{words.wait.replace('{time}', clock(wait))}. </span>
          )}
          {words.left}
        </p>
      )}
    </div>
  )
}
