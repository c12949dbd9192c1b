import { Card } from '../ui/card'

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
        <strong className="font-semibold text-ink">You keep control.</strong> You can pause, extend, replace
        or revoke the link at any time, without the creator’s help.
      </p>
    </Card>
  )
}
