'use client'

import { Smartphone } from 'lucide-react'
import { useState } from 'react'
import type { AttemptView } from '@/lib/login/view'
import { type AgencyAction, useAgencyAction } from '../connections/use-agency-action'
import { CopyTextButton } from '../invites/copy-text-button'
import { QrCode } from '../invites/qr-code'
import { Button } from '../ui/button'
import { FormError } from '../ui/form-error'
import { Input } from '../ui/input'

export type HandoffActions = { create: AgencyAction<{ url: string }>; revoke: AgencyAction<void> }

/** The link as a code to scan and as text; she opens it on her phone, once. */
function Link({ url }: { url: string }) {
  return (
    <div className="flex flex-col gap-3 sm:flex-row sm:items-start sm:gap-5">
      <div className="shrink-0 [&_svg]:size-48">
        <QrCode text={url} label="QR code for the creator’s phone" />
      </div>
      <div className="flex min-w-0 flex-1 flex-col gap-2">
        <p className="text-ink-2">
          She scans this with her phone, or opens the link that you send her. It works once, for this login
          alone.
        </p>
        <div className="flex gap-2">
          <Input
            readOnly
            value={url}
            aria-label="Link for the creator"
            onFocus={(event) => event.currentTarget.select()}
            className="min-w-0 flex-1 font-mono text-sm!"
          />
          <CopyTextButton value={url} label="Copy link" />
        </div>
        <p className="text-sm text-muted">
          Do not open it yourself: who opens it first answers from then on, and a browser of the team is
          refused.
        </p>
      </div>
    </div>
  )
}

/**
 * Hands a live login over to the creator: she types password and codes on her own phone, and the team follows. What she
 * types never comes here.
 */
export function HandoffPanel({
  slug,
  linkSessionId,
  handoff,
  creator,
  actions,
}: {
  slug: string
  linkSessionId: string
  handoff: AttemptView['handoff']
  creator: string
  actions: HandoffActions
}) {
  const make = useAgencyAction(slug, actions.create)
  const end = useAgencyAction(slug, actions.revoke)
  const [url, setUrl] = useState<string | null>(null)
  const create = () => make.run({ linkSessionId }, { onDone: (made) => setUrl(made.url) })
  const revoke = () => end.run({ linkSessionId }, { onDone: () => setUrl(null) })
  const state = handoff?.state ?? 'none'
  return (
    <section aria-labelledby="handoff" className="flex flex-col gap-3 rounded-lg border border-line p-4">
      <div className="flex items-start gap-3">
        <Smartphone aria-hidden className="mt-0.5 size-5 shrink-0 text-muted" />
        <div className="min-w-0">
          <h3 id="handoff" className="font-semibold text-ink">
            {state === 'joined' ? `${creator} has joined on her phone` : 'Let her do it on her own phone'}
          </h3>
          <p role="status" className="mt-0.5 text-pretty text-ink-2">
            {state === 'none' &&
              `${creator} joins this very login, types password and codes herself, and you follow it here.`}
            {state === 'waiting' && `The link is made. Waiting for ${creator} to open it.`}
            {state === 'joined' && 'She answers now. Nothing that she types comes to this page.'}
          </p>
        </div>
      </div>
      <FormError error={make.error ?? end.error} />
      {state === 'waiting' && url && <Link url={url} />}
      <div className="flex flex-wrap gap-2">
        {state === 'none' && (
          <Button pending={make.pending} onClick={create}>
            Hand it over
          </Button>
        )}
        {state === 'waiting' && !url && (
          <Button pending={make.pending} onClick={create}>
            Show the link
          </Button>
        )}
        {state !== 'none' && (
          <Button pending={end.pending} onClick={revoke}>
            {state === 'joined' ? 'Take it back' : 'Withdraw the link'}
          </Button>
        )}
      </div>
    </section>
  )
}
