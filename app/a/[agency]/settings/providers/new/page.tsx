import type { Metadata } from 'next'
import { NewAccountForm } from '@/components/providers/new-account-form'
import { ProviderChoice } from '@/components/providers/provider-choice'
import { NoPermission } from '@/components/shell/no-permission'
import { Card } from '@/components/ui/card'
import { PageHeader } from '@/components/ui/page-header'
import { SETUP_WORDS } from '@/lib/provider-accounts/words'
import { PROVIDER_IDS } from '@/lib/providers/types'
import { PROVIDER_NAMES } from '@/lib/providers/words'
import { mayOpen, requireContext } from '../../../context'
import { addAccountAction } from '../actions'

export const metadata: Metadata = { title: 'Add a provider account' }

type Props = {
  params: Promise<{ agency: string }>
  searchParams: Promise<{ provider?: string | string[] }>
}

export default async function NewProviderPage({ params, searchParams }: Props) {
  const { agency: slug } = await params
  const path = `/a/${slug}/settings/providers`
  const ctx = await requireContext(slug, `${path}/new`)
  if (!(await mayOpen(ctx, 'settings.edit')))
    return (
      <>
        <PageHeader title="Add a provider account" />
        <NoPermission slug={slug}>Owners and admins set the providers up.</NoPermission>
      </>
    )
  const asked = (await searchParams).provider
  const provider = PROVIDER_IDS.find((id) => id === asked)
  const back = { href: path, label: 'Providers' }
  if (!provider)
    return (
      <>
        <PageHeader back={back} title="Add a provider account" />
        <Card className="max-w-4xl">
          <ProviderChoice slug={slug} />
        </Card>
      </>
    )
  return (
    <>
      <PageHeader
        back={back}
        title={`Add ${PROVIDER_NAMES[provider]}`}
        description={SETUP_WORDS[provider].about}
      />
      <Card className="max-w-2xl">
        <NewAccountForm key={provider} slug={slug} provider={provider} action={addAccountAction} />
      </Card>
    </>
  )
}
