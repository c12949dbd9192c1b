import { randomUUID } from 'node:crypto'
import { Send } from 'lucide-react'
import type { Metadata } from 'next'
import { ConnectForm } from '@/components/connections/connect-form'
import { ConnectSteps } from '@/components/connections/connect-steps'
import { listCountries } from '@/components/connections/countries'
import { Card } from '@/components/ui/card'
import { LinkButton } from '@/components/ui/link-button'
import { Notice } from '@/components/ui/notice'
import { PageHeader } from '@/components/ui/page-header'
import { pickCreators } from '@/lib/creators/list-creators'
import { listLoginsLeft } from '@/lib/login/budget'
import { pickAccounts } from '@/lib/provider-accounts/pick-accounts'
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
  const [creators, accounts, loginsLeft] = await Promise.all([
    pickCreators(ctx),
    pickAccounts(ctx),
    listLoginsLeft(ctx),
  ])
  const preset = creators.find((entry) => entry.id === creator) ?? null
  const invitee = preset ? `?creator=${preset.id}` : ''
  return (
    <>
      <PageHeader
        back={{ href: `/a/${slug}/connections`, label: 'Connections' }}
        title="Connect an account"
        description="Link a creator’s OnlyFans account, with the creator beside you."
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
            preset={preset}
            accounts={accounts}
            loginsLeft={loginsLeft}
            action={startConnectAction}
          />
        </Card>
        <div className="flex flex-col gap-4">
          <ConnectSteps />
          <Card title="Is the creator somewhere else?">
            <p className="mb-3 text-ink-2">
              Send them a link instead. They connect on their own phone, at any time, and need nobody beside
              them.
            </p>
            <LinkButton href={`/a/${slug}/invites/new${invitee}`}>
              <Send aria-hidden />
              Invite the creator
            </LinkButton>
          </Card>
        </div>
      </div>
    </>
  )
}
