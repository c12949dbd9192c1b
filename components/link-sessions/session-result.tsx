import { Identity } from '@/components/connections/identity'
import { LinkButton } from '@/components/ui/link-button'
import type { IdentityView } from '@/lib/link-sessions/get-link-session'

/** The account that a completed session connected, and the way to it. */
export function SessionResult({
  slug,
  connection,
}: {
  slug: string
  connection: { id: string } & IdentityView
}) {
  return (
    <div className="flex flex-wrap items-center justify-between gap-3 rounded-lg border border-line bg-canvas p-4">
      <Identity
        avatarUrl={connection.avatarUrl}
        displayName={connection.displayName}
        username={connection.username}
        size={48}
      />
      <LinkButton variant="primary" href={`/a/${slug}/connections/${connection.id}`}>
        Open connection
      </LinkButton>
    </div>
  )
}
