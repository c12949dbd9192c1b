import { NextSteps } from '@/components/ui/next-steps'

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
    <NextSteps steps={STEPS}>
      <strong className="font-semibold text-ink">The creator must be there,</strong> or be handed the login on
      their phone. The password is theirs to type: Patchbay keeps none, and you should not ask for it.
    </NextSteps>
  )
}
