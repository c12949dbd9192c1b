'use client'

import { CircleAlert } from 'lucide-react'
import { type FormEvent, useActionState, useEffect, useRef } from 'react'
import type { ErrorWords } from '../connect/step-form'
import { Spinner } from '../ui/spinner'
import { LOOKS, type Look } from './look'
import { ProblemNote } from './problem-note'
import { TypedField } from './typed-field'
import { type AnswerAction, problemOf, useAnswer } from './use-answer'

export type CodeFormWords = {
  code: string
  codeHint: string
  submit: string
  busy: string
  checking: string
  /** The last code was wrong, and how many tries are left. */
  wrong: string
  problem: string
}

/** What is read out as it changes: a code is being checked, or the last one was wrong. */
function Standing({
  isChecking,
  rejected,
  look,
  words,
}: {
  isChecking: boolean
  rejected: boolean
  look: Look
  words: CodeFormWords
}) {
  return (
    <p role="status" className={`${LOOKS[look].text} flex items-start gap-2 font-medium empty:hidden`}>
      {isChecking && (
        <>
          <Spinner className="mt-1 size-4 shrink-0 text-accent-text" />
          {words.checking}
        </>
      )}
      {!isChecking && rejected && (
        <>
          <CircleAlert aria-hidden className="mt-1 size-4 shrink-0 text-danger" />
          <span className="text-danger">{words.wrong}</span>
        </>
      )}
    </p>
  )
}

/**
 * One field for a code of any length, as people type and paste it. It is out of the field as soon as it was taken; a
 * wrong one leaves the person here, back in the field.
 */
export function CodeForm({
  action,
  linkSessionId,
  isChecking,
  rejected,
  primary,
  look,
  words,
  errors,
}: {
  action: AnswerAction
  linkSessionId: string
  /** A code was taken, and the provider has not said yet whether it is right. */
  isChecking: boolean
  rejected: boolean
  /** Typing is the next thing to do; else the code must be sent first. */
  primary: boolean
  look: Look
  words: CodeFormWords
  errors: ErrorWords | null
}) {
  const [posted, post] = useActionState(action, null)
  const { busy, problem: refused, send } = useAnswer(action, errors)
  const field = useRef<HTMLInputElement>(null)
  const isBack = rejected && !isChecking && !busy
  useEffect(() => {
    if (isBack) field.current?.focus()
  }, [isBack])
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    if (isChecking) return
    const code = new FormData(event.currentTarget).get('code')
    send({ linkSessionId, code }, (ok) => {
      if (ok && field.current) field.current.value = ''
    })
  }
  const problem = busy ? null : (refused ?? (posted && problemOf(posted, errors)))
  const wants = problem?.fields.code !== undefined
  const waiting = busy || isChecking
  return (
    <form action={post} onSubmit={submit} className={LOOKS[look].stack}>
      <input type="hidden" name="linkSessionId" value={linkSessionId} />
      <ProblemNote problem={wants ? null : problem} look={look} />
      <Standing isChecking={isChecking} rejected={rejected && !busy} look={look} words={words} />
      <TypedField
        label={words.code}
        name="code"
        hint={words.codeHint}
        error={wants ? words.problem : null}
        look={look}
      >
        {(ids) => (
          <input
            {...ids}
            ref={field}
            type="text"
            inputMode="numeric"
            autoComplete="one-time-code"
            autoCapitalize="none"
            autoCorrect="off"
            spellCheck={false}
            enterKeyHint="send"
            maxLength={40}
            required
            readOnly={waiting}
            className={`${LOOKS[look].input} font-mono tracking-widest sm:max-w-72`}
          />
        )}
      </TypedField>
      <button
        type="submit"
        disabled={waiting}
        aria-busy={busy || undefined}
        className={`${primary ? LOOKS[look].primary : LOOKS[look].secondary} self-start`}
      >
        {busy && <Spinner />}
        {busy ? words.busy : words.submit}
      </button>
    </form>
  )
}
