'use client'

import { FailureBody } from '@/components/shell/failure-body'
import { Card } from '@/components/ui/card'
import { PageHeader } from '@/components/ui/page-header'

export default function ConsoleError({
  error,
  reset,
}: {
  error: Error & { digest?: string }
  reset: () => void
}) {
  return (
    <>
      <PageHeader title="Something went wrong on our side" />
      <Card>
        <FailureBody digest={error.digest} onRetry={reset} />
      </Card>
    </>
  )
}
