'use client'

import { useState } from 'react'
import { type AgencyAction, useAgencyAction } from '@/components/connections/use-agency-action'
import { useToast } from '@/components/ui/toast'

type Asked = { inviteId: string; reused: boolean }

/** Makes or reuses the creator's link; `asked` is set while it is to be shared. */
export function useAsk(slug: string, connectionId: string, action: AgencyAction<Asked>) {
  const toast = useToast()
  const { run, pending } = useAgencyAction(slug, action)
  const [asked, setAsked] = useState<Asked | null>(null)
  const ask = () =>
    run(
      { connectionId },
      {
        onDone: setAsked,
        onError: toast.fail,
      },
    )
  return { ask, pending, asked, close: () => setAsked(null) }
}
