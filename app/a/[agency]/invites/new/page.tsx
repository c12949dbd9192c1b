import { randomUUID } from 'node:crypto'
import type { Metadata } from 'next'
import { listCountries } from '@/components/connections/countries'
import { Identity } from '@/components/connections/identity'
import { InviteForm } from '@/components/invites/invite-form'
import { InviteSteps } from '@/components/invites/invite-steps'
import { Card } from '@/components/ui/card'
import { Notice } from '@/components/ui/notice'
import { PageHeader } from '@/components/ui/page-header'
import type { Ctx } from '@/lib/auth/context'
import { getConnection } from '@/lib/connections/get-connection'
import { pickCreators } from '@/lib/creators/list-creators'
import { LOCALE_NAMES, LOCALES } from '@/lib/i18n/locales'
import { pickAccounts } from '@/lib/provider-accounts/pick-accounts'
import { orNotFound, requireContext, requireId } from '../../context'
import { createInviteAction, getInviteLinkAction, mailInviteAction } from '../actions'

export const metadata: Metadata = { title: 'Invite a creator' }

type Props = {
  params: Promise<{ agency: string }>
  searchParams: Promise<{ creator?: string | string[]; connection?: string | string[] }>
}

/** The connection to repair, when the address names one. */
async function targetOf(ctx: Ctx, connection: string | string[] | undefined) {
  if (typeof connection !== 'string') return null
  const connectionId = requireId(connection)
  return orNotFound(getConnection(ctx, connectionId), {
    ctx,
    target: { type: 'connection', id: connectionId },
  })
}

export default async function NewInvitePage({ params, searchParams }: Props) {
  const { agency: slug } = await params
  const ctx = await requireContext(slug, `/a/${slug}/invites/new`)
  const { creator, connection } = await searchParams
  const [creators, accounts, target] = await Promise.all([
    pickCreators(ctx),
    pickAccounts(ctx),
    targetOf(ctx, connection),
  ])
  return (
    <>
      <PageHeader
        back={{ href: `/a/${slug}/invites`, label: 'Invites' }}
        title={target ? 'Ask the creator to reconnect' : 'Invite a creator'}
        description="They open the link on their own phone and need no account here."
      />
      <noscript>
        <Notice tone="warning" title="This form needs JavaScript" className="mb-4">
          Switch it on for this site to invite a creator.
        </Notice>
      </noscript>
      <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <Card>
          <InviteForm
            slug={slug}
            idempotencyKey={randomUUID()}
            creators={creators}
            countries={listCountries()}
            languages={LOCALES.map((code) => ({ code, name: LOCALE_NAMES[code] }))}
            preset={creators.find((entry) => entry.id === creator) ?? null}
            accounts={accounts}
            connectionId={target?.id ?? null}
            account={
              target && (
                <div className="flex flex-col gap-1.5">
                  <p className="font-medium text-ink">Account to reconnect</p>
                  <Identity
                    avatarUrl={target.avatarUrl}
                    displayName={target.displayName}
                    username={target.username}
                    className="rounded-md border border-line bg-canvas px-3 py-2.5"
                  />
                  <p className="text-sm text-muted">
                    The link repairs this connection only. A login with another account waits for your review.
                  </p>
                </div>
              )
            }
            create={createInviteAction}
            share={{ getLink: getInviteLinkAction, mail: mailInviteAction }}
          />
        </Card>
        <InviteSteps />
      </div>
    </>
  )
}
