import { Card } from '@/components/ui/card'

const STEPS = [
  ['You press the button', 'A login session opens. It lasts about an hour.'],
  [
    'The creator logs in',
    'On the provider’s page, or in a form that hands the login to the provider. They solve their second factor.',
  ],
  [
    'Patchbay asks for a proof',
    'The provider must confirm who logged in. Only then the account counts as connected.',
  ],
] as const

/** What happens after the form, and who sees the password. */
export function ConnectSteps() {
  return (
    <Card title="What happens next">
      <ol className="flex flex-col gap-4">
        {STEPS.map(([title, words], index) => (
          <li key={title} className="flex gap-3">
            <span
              aria-hidden
              className="flex size-6 shrink-0 items-center justify-center rounded-full bg-accent-soft text-sm font-semibold text-accent-text"
            >
              {index + 1}
            </span>
            <div>
              <p className="font-medium text-ink">{title}</p>
              <p className="text-ink-2">{words}</p>
            </div>
          </li>
        ))}
      </ol>
      <p className="mt-4 border-t border-line pt-4 text-ink-2">
        <strong className="font-semibold text-ink">The creator must be there,</strong> or be handed the login
        on their phone. The password is theirs to type: Patchbay keeps none, and you should not ask for it.
      </p>
    </Card>
  )
}
