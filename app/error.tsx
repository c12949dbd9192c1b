'use client'

import { FailurePage } from '@/components/shell/failure-page'

export default function RootError({
  error,
  reset,
}: {
  error: Error & { digest?: string }
  reset: () => void
}) {
  return <FailurePage digest={error.digest} onRetry={reset} />
}
