'use client'

import { FailureBody } from './failure-body'
import { PlainPage } from './plain-page'

/** A whole page that says that we failed. */
export function FailurePage({ digest, onRetry }: { digest: string | undefined; onRetry: () => void }) {
  return (
    <PlainPage title="Something went wrong on our side">
      <FailureBody digest={digest} onRetry={onRetry} />
    </PlainPage>
  )
}
