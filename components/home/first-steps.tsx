import { CircleCheck, CircleDashed } from 'lucide-react'
import type { FirstSteps as Steps } from '@/lib/provider-accounts/get-first-steps'
import { Card } from '../ui/card'
import { cx } from '../ui/cx'
import { LinkButton } from '../ui/link-button'

type StepOf = {
  title: string
  words: string
  done: boolean
  action?: { href: string; label: string } | undefined
}

/** The steps in their order, each with the place where the viewer does it. */
function stepsOf(slug: string, steps: Steps): StepOf[] {
  const { accountId, hasKey, hasMode, isChecked, hasInvite, mayEdit } = steps
  const providers = `/a/${slug}/settings/providers`
  const onAccount = (label: string) =>
    mayEdit && accountId ? { href: `${providers}/${accountId}`, label } : undefined
  return [
    { title: 'Make the agency and its owner', words: 'You are here, so this is done.', done: true },
    {
      title: 'Add a provider and its API key',
      words:
        'Choose OFAuth, OnlyFansAPI or OnlyFansKit. The key is tried with one call before it is stored, and belongs to one agency only.',
      done: hasKey,
      // A key that the provider refuses meanwhile is replaced, not added once more.
      action:
        onAccount('Replace the key') ??
        (mayEdit ? { href: `${providers}/new`, label: 'Add a provider' } : undefined),
    },
    {
      title: 'Name the client app',
      words: 'OFAuth wants a client app for each way to log in. The others need none.',
      done: hasMode,
      action: onAccount('Open the provider account'),
    },
    {
      title: 'Allow our addresses there, and test the key',
      words: 'Copy the exact addresses from the provider account’s page, then press “Test the key”.',
      done: isChecked,
      action: onAccount('See the addresses'),
    },
    {
      title: 'Invite the first creator',
      words: 'They open the link on their own phone and connect themselves.',
      done: hasInvite,
      action: hasKey && hasMode ? { href: `/a/${slug}/invites/new`, label: 'Invite a creator' } : undefined,
    },
  ]
}

/** What stands between a new agency and its first connection, and where each step is done. */
export function FirstSteps({ slug, steps }: { slug: string; steps: Steps }) {
  const all = stepsOf(slug, steps)
  const next = all.find((step) => !step.done)
  return (
    <Card title="First steps" description="Once these are done, accounts can be connected.">
      {!steps.mayEdit && !steps.hasKey && (
        <p className="mb-4 text-ink-2">An owner or admin of the agency does the first ones.</p>
      )}
      <ol className="flex flex-col gap-5">
        {all.map((step) => (
          <Step key={step.title} step={step} isNext={step === next} />
        ))}
      </ol>
    </Card>
  )
}

function Step({ step, isNext }: { step: StepOf; isNext: boolean }) {
  const { title, words, done, action } = step
  const Icon = done ? CircleCheck : CircleDashed
  return (
    <li className="flex gap-3">
      <Icon
        aria-hidden
        className={cx(
          'mt-0.5 size-4 shrink-0',
          done ? 'text-success' : isNext ? 'text-accent-text' : 'text-muted',
        )}
      />
      <div className="min-w-0">
        <p className="font-medium">
          {title}
          <span className="sr-only">{done ? ' (done)' : ' (to do)'}</span>
        </p>
        <p className="mt-0.5 text-ink-2">{words}</p>
        {!done && action && (
          <LinkButton href={action.href} variant={isNext ? 'primary' : 'secondary'} className="mt-2">
            {action.label}
          </LinkButton>
        )}
      </div>
    </li>
  )
}
