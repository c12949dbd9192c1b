'use client'

import { useState } from 'react'
import type { ActionResult } from '@/lib/auth/action'
import { bigButton } from './big-button'

async function fetchLink(action: CopyLinkAction): Promise<string> {
  const answer = await action({})
  if (!answer.ok) throw new Error(answer.error.code)
  return answer.data.url
}

export type CopyLinkAction = (input: Record<string, never>) => Promise<ActionResult<{ url: string }>>

/**
 * Copies the link of this invite. It is fetched at the press and never stands in the page. Without an action it is this
 * page's own address.
 */
export function CopyLink({
  action,
  words,
}: {
  action: CopyLinkAction | null
  words: { copy: string; copied: string; failed: string }
}) {
  const [state, setState] = useState<'idle' | 'busy' | 'copied' | 'failed'>('idle')
  const copy = async () => {
    setState('busy')
    try {
      await navigator.clipboard.writeText(action ? await fetchLink(action) : window.location.href)
      setState('copied')
    } catch {
      setState('failed')
    }
  }
  return (
    <div className="mt-3">
      <button
        type="button"
        onClick={copy}
        disabled={state === 'busy'}
        className={bigButton('secondary', 'sm:w-auto')}
      >
        {words.copy}
      </button>
      <p role="status" className="mt-1.5 min-h-6 text-ink">
        {state === 'copied' && words.copied}
        {state === 'failed' && words.failed}
      </p>
    </div>
  )
}
