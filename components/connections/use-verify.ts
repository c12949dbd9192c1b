'use client'

import { useToast } from '@/components/ui/toast'
import type { VerifyResult } from '@/lib/connections/apply-check'
import { isBroken } from '@/lib/connections/words'
import { type AgencyAction, useAgencyAction } from './use-agency-action'

/** Asks the provider now whether the connection works, and says what came of it. */
export function useVerify(slug: string, connectionId: string, action: AgencyAction<VerifyResult>) {
  const toast = useToast()
  const { run, pending } = useAgencyAction(slug, action)
  const verify = () =>
    run(
      { connectionId },
      {
        onDone: ({ status, words }) =>
          toast.show({
            tone: isBroken(status) ? 'warning' : 'success',
            title: 'Verified with the provider',
            description: words,
          }),
        onError: toast.fail,
      },
    )
  return { verify, pending }
}
