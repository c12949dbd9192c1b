'use client'

import { Eye, EyeOff } from 'lucide-react'
import { type Ref, useState } from 'react'
import { cx } from '../ui/cx'
import { LOOKS, type Look } from './look'

/** A password with a button that shows it. Hidden again as soon as it is sent. */
export function PasswordInput({
  look,
  showLabel,
  ref,
  sending,
  ...ids
}: {
  look: Look
  showLabel: string
  ref: Ref<HTMLInputElement>
  sending: boolean
  id: string
  name: string
  'aria-describedby': string | undefined
  'aria-invalid': true | undefined
}) {
  const [shown, setShown] = useState(false)
  const open = shown && !sending
  return (
    <span className="relative block">
      <input
        {...ids}
        ref={ref}
        type={open ? 'text' : 'password'}
        autoComplete="current-password"
        autoCapitalize="none"
        autoCorrect="off"
        spellCheck={false}
        maxLength={256}
        required
        className={cx(LOOKS[look].input, 'pr-13!')}
      />
      <button
        type="button"
        aria-pressed={open}
        aria-label={showLabel}
        title={showLabel}
        onClick={() => setShown(!open)}
        className="absolute inset-y-0 right-1 my-auto inline-flex size-11 items-center justify-center rounded-lg text-muted hover:text-ink md:size-9 noscript:hidden"
      >
        {open ? <EyeOff aria-hidden className="size-5" /> : <Eye aria-hidden className="size-5" />}
      </button>
    </span>
  )
}
