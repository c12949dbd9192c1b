'use client'

import { useEffect, useState } from 'react'
import { failureWords } from '@/lib/connect/failure-words'
import { bigButton } from './big-button'

/** A connect page that failed, in the language that the document was in. */
export function Failure({ digest, onRetry }: { digest: string | undefined; onRetry: () => void }) {
  const [words, setWords] = useState(() => failureWords('en'))
  useEffect(() => setWords(failureWords(document.documentElement.lang)), [])
  return (
    <main className="mx-auto flex w-full max-w-xl flex-col gap-5 px-5 py-12 sm:py-20">
      <h1 className="text-2xl font-semibold tracking-tight text-balance sm:text-3xl">{words.title}</h1>
      <p className="text-lg text-pretty text-ink-2">{words.text}</p>
      {digest && (
        <p className="text-muted">
          {words.reference} <span className="font-mono text-ink">{digest}</span>
        </p>
      )}
      <button type="button" onClick={onRetry} className={bigButton('primary')}>
        {words.again}
      </button>
    </main>
  )
}
