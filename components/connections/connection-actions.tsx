import type { VerifyResult } from '@/lib/connections/apply-check'
import type { ConnectionView } from '@/lib/connections/get-connection'
import { isWorking } from '@/lib/connections/words'
import type { ReconnectResult } from '@/lib/link-sessions/start-reconnect'
import { READS_WHILE_RENEWING } from '@/lib/providers/words'
import { DisconnectButton } from './disconnect-button'
import { PriorityButton } from './priority-button'
import { providerName } from './provider-words'
import { ReconnectButton } from './reconnect-button'
import type { AgencyAction } from './use-agency-action'
import { VerifyButton } from './verify-button'

/** What one can do with a live connection. Which of these helps is said by the diagnosis below. */
export function ConnectionActions({
  slug,
  connection,
  verify,
  reconnect,
  disconnect,
  prioritize,
}: {
  slug: string
  connection: ConnectionView
  verify: AgencyAction<VerifyResult>
  reconnect: AgencyAction<ReconnectResult>
  disconnect: AgencyAction<void>
  prioritize: AgencyAction<void>
}) {
  if (connection.endedAt) return null
  const pauses = isWorking(connection.status) && READS_WHILE_RENEWING[connection.provider] === 'stopped'
  return (
    <>
      <span className="flex flex-wrap gap-2 max-md:order-last">
        <PriorityButton
          slug={slug}
          connectionId={connection.id}
          priority={connection.priority}
          action={prioritize}
        />
        {connection.canDisconnect && (
          <DisconnectButton
            slug={slug}
            connectionId={connection.id}
            username={connection.username}
            provider={providerName(connection.provider)}
            action={disconnect}
          />
        )}
      </span>
      <VerifyButton slug={slug} connectionId={connection.id} action={verify} />
      {connection.status !== 'needs_review' && (
        <ReconnectButton
          slug={slug}
          connectionId={connection.id}
          name={connection.username}
          action={reconnect}
          label="Reconnect here"
          size="md"
          pausedBy={pauses ? providerName(connection.provider) : null}
        />
      )}
    </>
  )
}
