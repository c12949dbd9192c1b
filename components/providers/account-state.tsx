import { CircleAlert, CircleCheck, CirclePause, Hourglass, TriangleAlert } from 'lucide-react'
import type { AccountView } from '@/lib/provider-accounts/list-accounts'
import { Badge } from '../ui/badge'

/** How a provider account is: off, broken or working, in one word. */
export function AccountState({ account }: { account: AccountView }) {
  if (!account.enabled)
    return (
      <Badge tone="neutral" icon={<CirclePause aria-hidden />}>
        Off
      </Badge>
    )
  if (account.keyRefusedAt)
    return (
      <Badge tone="danger" icon={<CircleAlert aria-hidden />}>
        Key refused
      </Badge>
    )
  if (account.heldSince)
    return (
      <Badge tone="warning" icon={<Hourglass aria-hidden />}>
        On hold
      </Badge>
    )
  if (account.unavailableSince)
    return (
      <Badge tone="warning" icon={<TriangleAlert aria-hidden />}>
        Does not answer
      </Badge>
    )
  if (account.misconfiguredAt)
    return (
      <Badge tone="warning" icon={<TriangleAlert aria-hidden />}>
        Address missing
      </Badge>
    )
  return (
    <Badge tone="success" icon={<CircleCheck aria-hidden />}>
      Works
    </Badge>
  )
}
