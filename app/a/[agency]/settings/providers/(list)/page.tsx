import type { Metadata } from 'next'
import { AccountList } from '@/components/providers/account-list'
import { ProviderChoice } from '@/components/providers/provider-choice'
import { SettingsTabs } from '@/components/settings/settings-tabs'
import { NoPermission } from '@/components/shell/no-permission'
import { Card } from '@/components/ui/card'
import { PageHeader } from '@/components/ui/page-header'
import { listAccounts } from '@/lib/provider-accounts/list-accounts'
import { mayOpen, requireContext } from '../../../context'

export const metadata: Metadata = { title: 'Providers' }

type Props = { params: Promise<{ agency: string }> }

export default async function ProvidersPage({ params }: Props) {
  const { agency: slug } = await params
  const ctx = await requireContext(slug, `/a/${slug}/settings/providers`)
  if (!(await mayOpen(ctx, 'settings.edit')))
    return (
      <>
        <PageHeader title="Providers" />
        <NoPermission slug={slug}>Owners and admins set the providers up.</NoPermission>
      </>
    )
  const accounts = await listAccounts(ctx)
  return (
    <>
      <PageHeader title="Settings" description="Through whom accounts are connected, and with which keys." />
      <SettingsTabs slug={slug} current="providers" mayEdit />
      <div className="flex max-w-4xl flex-col gap-4">
        {accounts.length > 0 && (
          <Card
            title="Provider accounts"
            description="The first one that is on is used when nobody chooses."
            flush
          >
            <AccountList slug={slug} accounts={accounts} />
          </Card>
        )}
        <Card title={accounts.length > 0 ? 'Add another' : 'Add the first provider account'}>
          <ProviderChoice slug={slug} />
        </Card>
      </div>
    </>
  )
}
