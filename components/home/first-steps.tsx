import { CircleCheck, CircleDashed } from 'lucide-react'
import type { ReactNode } from 'react'
import { Card } from '../ui/card'
import { CopyButton } from '../ui/copy-button'

const code = (text: string) => (
  <code className="rounded bg-sunken px-1 py-0.5 font-mono text-sm text-ink">{text}</code>
)

/** What stands between a new agency and its first connection. */
export function FirstSteps({ callbackUrl }: { callbackUrl: string }) {
  return (
    <Card title="First steps" description="Once these are done, accounts can be connected.">
      <ol className="flex flex-col gap-5">
        <Step done title="Make the agency and its owner">
          You are here, so this is done.
        </Step>
        <Step title="Give Patchbay an API key">
          Create a key in OFAuth’s dashboard and set it as {code('OFAUTH_API_KEY')} where Patchbay runs. A key
          belongs to one agency only.
        </Step>
        <Step title="Name the client app">
          Create a client app for redirects at OFAuth and set its id as {code('OFAUTH_APP_REDIRECT')}.
        </Step>
        <Step title="Allow our callback address">
          Add this address to the client app’s allowed redirect URLs:
          <span className="mt-2 flex w-fit max-w-full items-center gap-1 rounded border border-line bg-canvas py-0.5 pr-0.5 pl-2.5">
            <code className="min-w-0 font-mono text-sm break-all text-ink">{callbackUrl}</code>
            <CopyButton value={callbackUrl} label="Copy the callback address" />
          </span>
        </Step>
        <Step title="Restart Patchbay, then invite the first creator">
          The key is read at the start. After that, “Invite a creator” makes a link that they open on their
          own phone; “Connect an account” does it together, in this browser.
        </Step>
      </ol>
    </Card>
  )
}

function Step({ done, title, children }: { done?: boolean; title: string; children: ReactNode }) {
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
      </div>
    </li>
  )
}
