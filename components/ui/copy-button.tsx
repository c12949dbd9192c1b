'use client'

import { Check, Copy, X } from 'lucide-react'
import { useEffect, useState } from 'react'
import { cx } from './cx'

type State = 'idle' | 'copied' | 'failed'

const SAID: Record<State, string> = {
  idle: '',
  copied: 'Copied',
  failed: 'Could not copy. Select the text instead.',
}

/** Copies a value and confirms it. `label` says what is copied: "Copy connection id". */
export function CopyButton({
  value,
  label,
  className,
}: {
  value: string
  label: string
  className?: string | undefined
}) {
  const [state, setState] = useState<State>('idle')
  useEffect(() => {
    if (state === 'idle') return
    const timer = setTimeout(() => setState('idle'), 2_000)
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
  const Icon = state === 'copied' ? Check : state === 'failed' ? X : Copy
  return (
    <span className={cx('inline-flex', className)}>
      <button
        type="button"
        onClick={copy}
        aria-label={label}
        title={SAID[state] || label}
        className={cx(
          'inline-flex size-7 items-center justify-center rounded text-muted hover:bg-sunken hover:text-ink max-md:size-9',
          state === 'copied' && 'text-success hover:text-success',
          state === 'failed' && 'text-danger hover:text-danger',
        )}
      >
        <Icon aria-hidden className="size-3.5" />
      </button>
      <span role="status" className="sr-only">
        {SAID[state]}
      </span>
    </span>
  )
}
