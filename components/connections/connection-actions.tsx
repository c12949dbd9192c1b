import { LinkButton } from '@/components/ui/link-button'
import type { ConnectionView } from '@/lib/connections/get-connection'
import type { VerifyResult } from '@/lib/connections/verify-connection'
import type { ReconnectResult } from '@/lib/link-sessions/start-reconnect'
import { DisconnectButton } from './disconnect-button'
import { providerName } from './provider-words'
import { ReconnectButton } from './reconnect-button'
import type { AgencyAction } from './use-agency-action'
import { VerifyButton } from './verify-button'

/** What one can do with a connection. One that was disconnected can only be connected anew. */
export function ConnectionActions({
  slug,
  connection,
  verify,
  reconnect,
  disconnect,
}: {
  slug: string
  connection: ConnectionView
  verify: AgencyAction<VerifyResult>
  reconnect: AgencyAction<ReconnectResult>
  disconnect: AgencyAction<void>
}) {
  if (connection.endedAt)
    return (
      <LinkButton variant="primary" href={`/a/${slug}/connections/new?creator=${connection.creator.id}`}>
        Connect anew
      </LinkButton>
    )
  const { status } = connection
  const wantsReconnect = status === 'needs_reauth' || status === 'awaiting_2fa' || status === 'expiring'
  return (
    <>
      {connection.canDisconnect && (
        <DisconnectButton
          slug={slug}
          connectionId={connection.id}
          username={connection.username}
          provider={providerName(connection.provider)}
          action={disconnect}
        />
      )}
      <VerifyButton slug={slug} connectionId={connection.id} action={verify} />
      {status !== 'needs_review' && (
        <ReconnectButton
          slug={slug}
          connectionId={connection.id}
          name={connection.username}
          action={reconnect}
          variant={wantsReconnect ? 'primary' : 'secondary'}
          size="md"
        />
      )}
    </>
  )
}
