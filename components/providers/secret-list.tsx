'use client'

import type { WebhookSecretView } from '@/lib/webhooks/secrets'
import type { AgencyAction } from '../connections/use-agency-action'
import { ConfirmButton } from '../invites/confirm-button'
import { RelativeTime } from '../ui/relative-time'
import { useToast } from '../ui/toast'

/** The signing secrets that are valid now. */
export function SecretList({
  slug,
  secrets,
  end,
}: {
  slug: string
  secrets: WebhookSecretView[]
  end: AgencyAction<void>
}) {
  const toast = useToast()
  if (secrets.length === 0) return null
  return (
    <ul className="mt-3 divide-y divide-line rounded-md border border-line">
      {secrets.map((secret) => (
        <li key={secret.id} className="flex flex-wrap items-center justify-between gap-x-3 gap-y-1 px-3 py-2">
          <span className="min-w-0 text-ink-2">
            Ends in <span className="font-mono text-ink">{secret.hint}</span>, set{' '}
            <RelativeTime at={secret.createdAt} />
            {secret.createdBy && ` by ${secret.createdBy}`}
            {secret.endsAt && (
              <>
                , valid until <RelativeTime at={secret.endsAt} />
              </>
            )}
          </span>
          <ConfirmButton
            slug={slug}
            input={{ webhookSecretId: secret.id }}
            action={end}
            trigger={{
              size: 'sm',
              variant: 'ghost',
              children: (
                <>
                  End now
                  <span className="sr-only"> the secret that ends in {secret.hint}</span>
                </>
              ),
            }}
            title={`End the secret that ends in ${secret.hint}?`}
            keep="Keep it"
            confirm="End it"
            danger
            onDone={() => toast.show({ tone: 'success', title: 'Secret ended' })}
          >
            <li>Webhooks that are signed with it are refused from now on.</li>
            {secrets.length === 1 && (
              <li>
                It is the only one: until another is set, none is believed, and Patchbay looks regularly.
              </li>
            )}
          </ConfirmButton>
        </li>
      ))}
    </ul>
  )
}
