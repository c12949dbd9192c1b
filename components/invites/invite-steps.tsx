import { NextSteps } from '../ui/next-steps'

const STEPS = [
  ['You send the link', 'By chat, QR code or e-mail. Previews and mail scanners use nothing up.'],
  [
    'The creator reads who asks for what',
    'The page is in their language. They continue, log in and solve their own security code.',
  ],
  [
    'Patchbay proves it',
    'Only then the account counts as connected, and a use is counted. The page with the invite shows each step.',
  ],
] as const

/** What happens after the form, and what the creator needs. */
export function InviteSteps() {
  return (
    <NextSteps steps={STEPS}>
      <strong className="font-semibold text-ink">You keep control.</strong> You can pause, extend, replace or
      revoke the link at any time, without the creator’s help.
    </NextSteps>
  )
}
