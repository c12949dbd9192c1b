import type { Metadata } from 'next'
import { AccountForm } from '@/components/providers/account-form'
import { AccountState } from '@/components/providers/account-state'
import { AddressesCard } from '@/components/providers/addresses-card'
import { EnableButton } from '@/components/providers/enable-button'
import { KeyCard } from '@/components/providers/key-card'
import { ModesCard } from '@/components/providers/modes-card'
import { WebhookCard } from '@/components/providers/webhook-card'
import { NoPermission } from '@/components/shell/no-permission'
import { PageHeader } from '@/components/ui/page-header'
import { listWebhookSecrets } from '@/lib/webhooks/secrets'
import { mayOpen } from '../../../context'
import {
  allowModesAction,
  checkKeyAction,
  editAccountAction,
  enableAccountAction,
  endWebhookSecretAction,
  replaceKeyAction,
  setWebhookSecretAction,
} from '../actions'
import { loadAccount } from '../load-account'

type Props = { params: Promise<{ agency: string; id: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { agency, id } = await params
  const { account } = await loadAccount(agency, id)
  return { title: account?.label ?? 'Provider account' }
}

export default async function ProviderAccountPage({ params }: Props) {
  const { agency: slug, id } = await params
  const { ctx, account } = await loadAccount(slug, id)
  if (!account || !(await mayOpen(ctx, 'settings.edit')))
    return (
      <>
        <PageHeader title="Provider account" />
        <NoPermission slug={slug}>Owners and admins set the providers up.</NoPermission>
      </>
    )
  return (
    <div className="max-w-4xl">
      <PageHeader
        back={{ href: `/a/${slug}/settings/providers`, label: 'Providers' }}
        title={account.label}
        description={<AccountState account={account} />}
        actions={
          <EnableButton
            slug={slug}
            accountId={account.id}
            label={account.label}
            enabled={account.enabled}
            action={enableAccountAction}
          />
        }
      />
      <div className="flex flex-col gap-4">
        <KeyCard slug={slug} account={account} check={checkKeyAction} replace={replaceKeyAction} />
        <ModesCard key={account.setUpModes.join()} slug={slug} account={account} action={allowModesAction} />
        <AddressesCard account={account} />
        <WebhookCard
          slug={slug}
          account={account}
          webhooks={await listWebhookSecrets(ctx, account.id)}
          set={setWebhookSecretAction}
          end={endWebhookSecretAction}
        />
        <AccountForm slug={slug} account={account} action={editAccountAction} />
      </div>
    </div>
  )
}
