'use client'

import { type FormEvent, type ReactNode, useActionState, useId, useRef } from 'react'
import type { ErrorWords } from '../connect/step-form'
import { Spinner } from '../ui/spinner'
import { LOOKS, type Look } from './look'
import { PasswordInput } from './password-input'
import { ProblemNote } from './problem-note'
import { TypedField } from './typed-field'
import { type AnswerAction, problemOf, useAnswer } from './use-answer'

export type LoginFormWords = {
  email: string
  password: string
  show: string
  remember: string
  rememberText: string
  submit: string
  busy: string
  problems: { email: string; password: string }
}

function Remember({ look, words }: { look: Look; words: LoginFormWords }) {
  const id = useId()
  return (
    <div className="flex gap-3">
      <input
        id={id}
        name="remember"
        type="checkbox"
        aria-describedby={`${id}-text`}
        className="mt-1 size-5 shrink-0 accent-accent"
      />
      <div className="min-w-0">
        <label htmlFor={id} className={`${LOOKS[look].text} font-medium text-ink!`}>
          {words.remember}
        </label>
        <p id={`${id}-text`} className={LOOKS[look].small}>
          {words.rememberText}
        </p>
      </div>
    </div>
  )
}

/**
 * E-mail and password of an OnlyFans account. What is typed goes into one request: the password is out of the field as
 * soon as it was answered, whatever the answer.
 * @param children what must be read before the button
 */
export function LoginForm({
  action,
  linkSessionId,
  remembers,
  look,
  words,
  errors,
  children,
}: {
  action: AnswerAction
  linkSessionId: string
  /** The provider can keep the login, if she chooses so. */
  remembers: boolean
  look: Look
  words: LoginFormWords
  errors: ErrorWords | null
  children: ReactNode
}) {
  const [posted, post] = useActionState(action, null)
  const { busy, problem: refused, send } = useAnswer(action, errors)
  const password = useRef<HTMLInputElement>(null)
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    send(
      {
        linkSessionId,
        method: 'password',
        email: form.get('email'),
        password: form.get('password'),
        remember: form.get('remember') !== null,
      },
      () => {
        if (password.current) password.current.value = ''
      },
    )
  }
  const problem = busy ? null : (refused ?? (posted && problemOf(posted, errors)))
  const errorOf = (name: 'email' | 'password') => (problem?.fields[name] ? words.problems[name] : null)
  return (
    <form action={post} onSubmit={submit} className={LOOKS[look].stack}>
      <input type="hidden" name="linkSessionId" value={linkSessionId} />
      <input type="hidden" name="method" value="password" />
      <ProblemNote problem={problem} look={look} />
      <TypedField label={words.email} name="email" error={errorOf('email')} look={look}>
        {(ids) => (
          <input
            {...ids}
            type="email"
            autoComplete="username"
            inputMode="email"
            autoCapitalize="none"
            autoCorrect="off"
            spellCheck={false}
            maxLength={254}
            required
            readOnly={busy}
            className={LOOKS[look].input}
          />
        )}
      </TypedField>
      <TypedField label={words.password} name="password" error={errorOf('password')} look={look}>
        {(ids) => <PasswordInput {...ids} ref={password} look={look} showLabel={words.show} sending={busy} />}
      </TypedField>
      {remembers && <Remember look={look} words={words} />}
      {children}
      <button
        type="submit"
        disabled={busy}
        aria-busy={busy || undefined}
        className={`${LOOKS[look].primary} self-start`}
      >
        {busy && <Spinner />}
        {busy ? words.busy : words.submit}
      </button>
    </form>
  )
}
