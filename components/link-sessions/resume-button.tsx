'use client'

import { ArrowUpRight } from 'lucide-react'
import { type AgencyAction, useAgencyAction } from '@/components/connections/use-agency-action'
import { useLeave } from '@/components/connections/use-leave'
import { Button } from '@/components/ui/button'
import { useToast } from '@/components/ui/toast'

/** Goes back to the provider's page. Its address is asked for at the click and never stands in ours. */
export function ResumeButton({
  slug,
  linkSessionId,
  provider,
  action,
}: {
  slug: string
  linkSessionId: string
  /** The provider's name. */
  provider: string
  action: AgencyAction<{ url: string }>
}) {
  const toast = useToast()
  const { leaving, leave } = useLeave()
  const { run, pending } = useAgencyAction(slug, action)
  const busy = pending || leaving
  const resume = () =>
    run(
      { linkSessionId },
      {
        onDone: ({ url }) => leave(url),
        onError: toast.fail,
      },
    )
  return (
    <Button variant="primary" pending={busy} onClick={resume}>
      Continue at {provider}
      {!busy && <ArrowUpRight aria-hidden />}
    </Button>
  )
}
