'use client'

import { GeistSans } from 'geist/font/sans'
import { FailurePage } from '@/components/shell/failure-page'
import './globals.css'

/** Stands in for the root layout when that fails itself. */
export default function GlobalError({
  error,
  reset,
}: {
  error: Error & { digest?: string }
  reset: () => void
}) {
  return (
    <html lang="en" className={GeistSans.variable}>
      <head>
        <title>Something went wrong · Patchbay</title>
      </head>
      <body>
        <FailurePage digest={error.digest} onRetry={reset} />
      </body>
    </html>
  )
}
