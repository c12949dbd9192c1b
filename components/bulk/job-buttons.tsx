'use client'

import { CircleStop, RotateCcw } from 'lucide-react'
import { type AgencyAction, useAgencyAction } from '../connections/use-agency-action'
import { Button } from '../ui/button'
import { useToast } from '../ui/toast'

/** Stop what runs; try again what failed. */
export function JobButtons({
  slug,
  jobId,
  running,
  failed,
  stop,
  retry,
}: {
  slug: string
  jobId: string
  running: boolean
  failed: number
  stop: AgencyAction<void>
  retry: AgencyAction<void>
}) {
  const toast = useToast()
  const stopping = useAgencyAction(slug, stop)
  const retrying = useAgencyAction(slug, retry)
  const busy = stopping.pending || retrying.pending
  return (
    <>
      {failed > 0 && (
        <Button
          disabled={busy}
          pending={retrying.pending}
          onClick={() => retrying.run({ jobId }, { onError: toast.fail })}
        >
          {!retrying.pending && <RotateCcw aria-hidden />}
          {failed === 1 ? 'Try the failed one again' : `Try the ${failed} failed again`}
        </Button>
      )}
      {running && (
        <Button
          disabled={busy}
          pending={stopping.pending}
          onClick={() => stopping.run({ jobId }, { onError: toast.fail })}
        >
          {!stopping.pending && <CircleStop aria-hidden />}
          Stop
        </Button>
      )}
    </>
  )
}
