import { Webhook } from 'lucide-react'
import type { WebhookAccountItem } from '@/lib/webhooks/list-webhooks'
import { Card } from '../ui/card'
import { EmptyState } from '../ui/empty-state'
import { LinkButton } from '../ui/link-button'

/** Why no webhook has arrived, and what to do about it. */
export function NothingYet({ slug, accounts }: { slug: string; accounts: WebhookAccountItem[] }) {
  const sending = accounts.filter((account) => account.sends)
  const ready = sending.some((account) => account.ready)
  const providers = `/a/${slug}/settings/providers`
  if (sending.length === 0)
    return (
      <Card>
        <EmptyState
          icon={<Webhook />}
          title="No webhooks to expect"
          description="None of the provider accounts here sends word when a login ends. Patchbay looks at each of their connections every six hours instead."
          action={<LinkButton href={providers}>Providers</LinkButton>}
        />
      </Card>
    )
  return (
    <Card>
      <EmptyState
        icon={<Webhook />}
        title={ready ? 'Nothing has arrived yet' : 'Webhooks are not set up yet'}
        description={
          ready
            ? 'The first event appears here within seconds. Until then Patchbay looks at each connection every six hours.'
            : 'With them Patchbay hears within seconds that a login has ended. Paste the address at the provider, and its signing secret under Providers.'
        }
        action={<LinkButton href={providers}>{ready ? 'Check the set-up' : 'Set them up'}</LinkButton>}
      />
    </Card>
  )
}
