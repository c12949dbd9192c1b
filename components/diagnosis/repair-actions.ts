import type { VerifyResult } from '@/lib/connections/apply-check'
import type { ReconnectResult } from '@/lib/link-sessions/start-reconnect'
import type { AgencyAction } from '../connections/use-agency-action'
import type { ShareActions } from '../invites/share-invite'

/** What one can do about a connection; a page hands it down. */
export type RepairActions = {
  reconnect: AgencyAction<ReconnectResult>
  verify: AgencyAction<VerifyResult>
  /** `{connectionId}`: makes or reuses a reconnect invite. */
  ask: AgencyAction<{ inviteId: string; reused: boolean }>
  share: ShareActions
}

/** The connection that a button is about. */
export type Target = { id: string; username: string; creator: { id: string; name: string } }
