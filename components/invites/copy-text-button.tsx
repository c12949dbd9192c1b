'use client'

import { Check, Copy, X } from 'lucide-react'
import { useEffect, useState } from 'react'
import { Button, type ButtonProps } from '../ui/button'

type State = 'idle' | 'copied' | 'failed'

const STAY_MS = 2_500
const SIGNS = { idle: Copy, copied: Check, failed: X }
const SAID: Record<State, string> = {
  idle: '',
  copied: 'Copied',
  failed: 'Could not copy. Select the text instead.',
}

/** Copies a text and says so in its own place. */
export function CopyTextButton({
  value,
  label,
  variant,
}: {
  value: string
  /** "Copy link". */
  label: string
  variant?: ButtonProps['variant']
}) {
  const [state, setState] = useState<State>('idle')
  useEffect(() => {
    if (state === 'idle') return
    const timer = setTimeout(() => setState('idle'), STAY_MS)
    return () => clearTimeout(timer)
  }, [state])
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(value)
      setState('copied')
    } catch {
      setState('failed')
    }
  }
  const Sign = SIGNS[state]
  return (
    <span className="inline-flex shrink-0">
      <Button variant={variant} onClick={copy} title={SAID[state] || undefined}>
        <Sign aria-hidden />
        {state === 'copied' ? 'Copied' : label}
      </Button>
      <span role="status" className="sr-only">
        {SAID[state]}
      </span>
    </span>
  )
}
