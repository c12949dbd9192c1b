'use client'

import type { AccountView } from '@/lib/provider-accounts/list-accounts'
import { PROVIDER_NAMES } from '@/lib/providers/words'
import type { WebhookSecrets } from '@/lib/webhooks/secrets'
import type { AgencyAction } from '../connections/use-agency-action'
import { Card } from '../ui/card'
import { PageLink } from '../ui/page-link'
import { RelativeTime } from '../ui/relative-time'
import { SecretForm } from './secret-form'
import { SecretList } from './secret-list'

/** How the provider's webhooks are believed: the kind of signature, and the secrets that are valid now. */
export function WebhookCard({
  slug,
  account,
  webhooks,
  set,
  end,
}: {
  slug: string
  account: AccountView
  webhooks: WebhookSecrets
  set: AgencyAction<{ webhookSecretId: string }>
  end: AgencyAction<void>
}) {
  const { secrets, schemes } = webhooks
  const name = PROVIDER_NAMES[account.provider]
  if (schemes.length === 0) return null
  return (
    <Card
      title="Webhooks"
      description={`With them ${name} tells at once what happens to a login. Each one is checked before it is believed.`}
      actions={
        <PageLink href={`/a/${slug}/settings/webhooks?account=${account.id}`} className="link text-sm">
          What arrived
        </PageLink>
      }
    >
      <p className="text-ink-2">
        {secrets.length === 0
          ? 'No secret is set up, so none is believed. Patchbay looks regularly instead.'
          : account.lastWebhookAt
            ? 'The last good one arrived '
            : 'None has arrived yet.'}
        {secrets.length > 0 && account.lastWebhookAt && (
          <>
            <RelativeTime at={account.lastWebhookAt} />.
          </>
        )}
      </p>
      <SecretList slug={slug} secrets={secrets} end={end} />
      <details className="mt-4" open={secrets.length === 0}>
        <summary className="link inline-block cursor-pointer">
          {secrets.length === 0 ? 'Add a signing secret' : 'Change the secret'}
        </summary>
        <SecretForm slug={slug} account={account} webhooks={webhooks} action={set} />
      </details>
    </Card>
  )
}
