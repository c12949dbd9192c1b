'use client'

import type { WebhookSecretView } from '@/lib/webhooks/secrets'
import { type AgencyAction, useAgencyAction } from '../connections/use-agency-action'
import { Button } from '../ui/button'
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
  const { run, pending } = useAgencyAction(slug, end)
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
          <Button
            size="sm"
            variant="ghost"
            pending={pending}
            onClick={() =>
              run(
                { webhookSecretId: secret.id },
                {
                  onDone: () => toast.show({ tone: 'success', title: 'Secret ended' }),
                  onError: ({ message, reference }) =>
                    toast.show({ tone: 'danger', title: message, description: `Reference ${reference}` }),
                },
              )
            }
          >
            End now
            <span className="sr-only"> the secret that ends in {secret.hint}</span>
          </Button>
        </li>
      ))}
    </ul>
  )
}
