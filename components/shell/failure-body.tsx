'use client'

import { RotateCw } from 'lucide-react'
import { Button } from '../ui/button'
import { CopyButton } from '../ui/copy-button'

/** What to do after a failure of ours, and the reference under which the log knows it. */
export function FailureBody({ digest, onRetry }: { digest: string | undefined; onRetry: () => void }) {
  return (
    <div className="flex flex-col items-start gap-4">
      <p className="text-ink-2">
        The page could not be shown. Nothing was changed. Try again; if it stays, tell whoever runs Patchbay
        here.
      </p>
      {digest && (
        <p className="flex items-center gap-1 text-sm text-muted">
          Reference <span className="font-mono text-ink">{digest}</span>
          <CopyButton value={digest} label="Copy the reference" />
        </p>
      )}
      <Button variant="primary" onClick={onRetry}>
        <RotateCw aria-hidden />
        Try again
      </Button>
    </div>
  )
}
