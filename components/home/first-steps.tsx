import { CircleCheck, CircleDashed } from 'lucide-react'
import type { ReactNode } from 'react'
import type { FirstSteps as Steps } from '@/lib/provider-accounts/get-first-steps'
import { Card } from '../ui/card'
import { LinkButton } from '../ui/link-button'

/** What stands between a new agency and its first connection, and where each step is done. */
export function FirstSteps({ slug, steps }: { slug: string; steps: Steps }) {
  const { accountId, hasKey, hasMode, isChecked, hasInvite, mayEdit } = steps
  const account = accountId && `/a/${slug}/settings/providers/${accountId}`
  const open = (href: string | null | undefined, label: string) =>
    mayEdit && href ? <LinkButton href={href}>{label}</LinkButton> : null
  return (
    <Card title="First steps" description="Once these are done, accounts can be connected.">
      {!mayEdit && !hasKey && (
        <p className="mb-4 text-ink-2">An owner or admin of the agency does the first ones.</p>
      )}
      <ol className="flex flex-col gap-5">
        <Step done title="Make the agency and its owner">
          You are here, so this is done.
        </Step>
        <Step
          done={hasKey}
          title="Add a provider and its API key"
          action={open(`/a/${slug}/settings/providers${hasKey ? '' : '/new'}`, 'Add a provider')}
        >
          Choose OFAuth, OnlyFansAPI or OnlyFansKit. The key is tried with one call before it is stored, and
          belongs to one agency only.
        </Step>
        <Step done={hasMode} title="Name the client app" action={open(account, 'Open the provider account')}>
          OFAuth wants a client app for each way to log in. The others need none.
        </Step>
        <Step
          done={isChecked}
          title="Allow our addresses there, and test the key"
          action={open(account, 'See the addresses')}
        >
          Copy the exact addresses from the provider account’s page, then press “Test the key”.
        </Step>
        <Step
          done={hasInvite}
          title="Invite the first creator"
          action={
            hasKey && hasMode ? (
              <LinkButton href={`/a/${slug}/invites/new`}>Invite a creator</LinkButton>
            ) : null
          }
        >
          They open the link on their own phone and connect themselves.
        </Step>
      </ol>
    </Card>
  )
}

function Step({
  done,
  title,
  action,
  children,
}: {
  done?: boolean
  title: string
  action?: ReactNode
  children: ReactNode
}) {
  const Icon = done ? CircleCheck : CircleDashed
  return (
    <li className="flex gap-3">
      <Icon
        aria-hidden
        className={done ? 'mt-0.5 size-4 shrink-0 text-success' : 'mt-0.5 size-4 shrink-0 text-muted'}
      />
      <div className="min-w-0">
        <p className="font-medium">
          {title}
          <span className="sr-only">{done ? ' (done)' : ' (to do)'}</span>
        </p>
        <div className="mt-0.5 text-ink-2">{children}</div>
        {!done && action && <div className="mt-2">{action}</div>}
      </div>
    </li>
  )
}
