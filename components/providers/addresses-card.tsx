import type { AccountView } from '@/lib/provider-accounts/list-accounts'
import { SETUP_WORDS } from '@/lib/provider-accounts/words'
import { PROVIDER_NAMES } from '@/lib/providers/words'
import { Card } from '../ui/card'
import { CopyButton } from '../ui/copy-button'

function Address({ label, where, value }: { label: string; where: string; value: string }) {
  return (
    <div>
      <dt className="font-medium text-ink">{label}</dt>
      <dd>
        <span className="text-sm text-muted">{where}</span>
        <span className="mt-1 flex w-fit max-w-full items-center gap-1 rounded border border-line bg-canvas py-0.5 pr-0.5 pl-2.5">
          <code className="min-w-0 font-mono text-sm break-all text-ink">{value}</code>
          <CopyButton value={value} label={`Copy: ${label}`} className="shrink-0" />
        </span>
      </dd>
    </div>
  )
}

/** The exact addresses to paste at the provider. */
export function AddressesCard({ account }: { account: AccountView }) {
  const { addresses, webhooks } = SETUP_WORDS[account.provider]
  const { callbackUrl, webhookUrl, setUpModes, origin } = account
  const name = PROVIDER_NAMES[account.provider]
  const embeds = setUpModes.includes('embed') && addresses !== null
  if (!callbackUrl && !webhookUrl && !embeds)
    return (
      <Card title={`Addresses for ${name}`}>
        <p className="text-ink-2">
          Nothing has to be set up at {name}. It tells nothing by itself, so Patchbay looks regularly whether
          each connection still works.
        </p>
      </Card>
    )
  return (
    <Card title={`Addresses for ${name}`} description="Paste them exactly as they stand here.">
      <dl className="flex flex-col gap-4">
        {callbackUrl && addresses && <Address label="Redirect URL" where={addresses} value={callbackUrl} />}
        {embeds && (
          <Address
            label="Allowed origin"
            where="In the settings of the embed client app: the allowed origins."
            value={origin}
          />
        )}
        {webhookUrl && webhooks && <Address label="Webhook URL" where={webhooks} value={webhookUrl} />}
      </dl>
    </Card>
  )
}
