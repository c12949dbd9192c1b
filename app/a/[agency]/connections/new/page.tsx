import { randomUUID } from 'node:crypto'
import type { Metadata } from 'next'
import { ConnectForm } from '@/components/connections/connect-form'
import { ConnectSteps } from '@/components/connections/connect-steps'
import { listCountries } from '@/components/connections/countries'
import { Card } from '@/components/ui/card'
import { Notice } from '@/components/ui/notice'
import { PageHeader } from '@/components/ui/page-header'
import { pickCreators } from '@/lib/creators/list-creators'
import { requireContext } from '../../context'
import { startConnectAction } from '../../link-sessions/actions'

export const metadata: Metadata = { title: 'Connect an account' }

type Props = {
  params: Promise<{ agency: string }>
  searchParams: Promise<{ creator?: string | string[] }>
}

export default async function ConnectPage({ params, searchParams }: Props) {
  const { agency: slug } = await params
  const ctx = await requireContext(slug, `/a/${slug}/connections/new`)
  const { creator } = await searchParams
  const creators = await pickCreators(ctx)
  return (
    <>
      <PageHeader
        back={{ href: `/a/${slug}/connections`, label: 'Connections' }}
        title="Connect an account"
        description="Link a creator’s OnlyFans account through OFAuth."
      />
      <noscript>
        <Notice tone="warning" title="This form needs JavaScript" className="mb-4">
          Switch it on for this site to connect an account.
        </Notice>
      </noscript>
      <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <Card>
          <ConnectForm
            slug={slug}
            idempotencyKey={randomUUID()}
            creators={creators}
            countries={listCountries()}
            preset={creators.find((entry) => entry.id === creator) ?? null}
            action={startConnectAction}
          />
        </Card>
        <ConnectSteps />
      </div>
    </>
  )
}
