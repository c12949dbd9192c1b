'use client'

import { ShieldCheck } from 'lucide-react'
import { Button } from '@/components/ui/button'
import type { ButtonSize, ButtonVariant } from '@/components/ui/button-style'
import type { VerifyResult } from '@/lib/connections/apply-check'
import type { AgencyAction } from './use-agency-action'
import { useVerify } from './use-verify'

/** Asks the provider now whether the connection works. */
export function VerifyButton({
  slug,
  connectionId,
  action,
  name,
  variant = 'secondary',
  size = 'md',
}: {
  slug: string
  connectionId: string
  action: AgencyAction<VerifyResult>
  /** Whose connection, where the words beside the button do not say it; only read aloud. */
  name?: string
  variant?: ButtonVariant
  size?: ButtonSize
}) {
  const { verify, pending } = useVerify(slug, connectionId, action)
  return (
    <Button variant={variant} size={size} pending={pending} onClick={verify}>
      {!pending && <ShieldCheck aria-hidden />}
      Verify now
      {name && <span className="sr-only"> {name}</span>}
    </Button>
  )
}
