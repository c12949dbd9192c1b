import type { Runtime } from '../runtime'
import { emitConnection } from '../webhooks/connection-events'
import { avatarOf } from './avatars'
import { randomId } from './ids'
import type { Connection, LinkSession, Organisation, Person } from './schema'

/** How often the provider's monitor looks at every session; its real interval is not published. */
const MONITOR_EVERY_MS = 60 * 60 * 1000

/** The ten keys of a listed connection, as the contract has them. */
export function wireConnection(runtime: Runtime, connection: Connection) {
  return {
    id: connection.id,
    status: connection.status,
    userData: {
      id: connection.ofUserId,
      name: connection.name,
      username: connection.username,
      avatar: avatarOf(runtime, connection),
    },
    permissions: connection.permissions,
    expiredAt: connection.expiredAt,
    createdAt: connection.createdAt,
    updatedAt: connection.updatedAt,
    clientReferenceId: connection.clientReferenceId,
    imported: connection.imported,
    lastCheckedAt: connection.lastCheckedAt,
  }
}

export function findConnection(organisation: Organisation, id: string | null): Connection | undefined {
  return id === null ? undefined : organisation.connections.find((connection) => connection.id === id)
}

/** Marks it expired and keeps record, profile and permissions. Doing it twice changes nothing. */
export function expireConnection(runtime: Runtime, organisation: Organisation, connection: Connection): void {
  if (connection.status === 'expired') return
  const now = runtime.store.isoNow()
  Object.assign(connection, { status: 'expired', expiredAt: now, updatedAt: now, revoked: false })
  runtime.store.changed()
  emitConnection(runtime, organisation, 'connection.expired', connection)
}

/** The login needs a second factor again. No event of its own is published for it. */
export function askForSecondFactor(
  runtime: Runtime,
  organisation: Organisation,
  connection: Connection,
): void {
  Object.assign(connection, { status: 'awaiting_2fa', expiredAt: null, updatedAt: runtime.store.isoNow() })
  runtime.store.changed()
  emitConnection(runtime, organisation, 'connection.updated', connection)
}

export function deleteConnection(runtime: Runtime, organisation: Organisation, id: string): boolean {
  const known = findConnection(organisation, id)
  if (known === undefined) return false
  organisation.connections = organisation.connections.filter((connection) => connection !== known)
  runtime.store.changed()
  emitConnection(runtime, organisation, 'connection.disconnected', known)
  return true
}

/**
 * A finished login: updates the connection that was to be reconnected, or makes a new one. The same
 * OnlyFans user may end up with several connections; tidying that is the caller's business.
 */
export function connect(
  runtime: Runtime,
  organisation: Organisation,
  session: LinkSession,
  person: Person,
): Connection {
  const now = runtime.store.isoNow()
  const fresh = {
    ...person,
    status: 'active' as const,
    permissions: [...organisation.switches.permissions],
    updatedAt: now,
    expiredAt: null,
    lastCheckedAt: now,
    revoked: false,
    signedOut: false,
    swapNext: false,
  }
  const known = findConnection(organisation, session.requestedConnectionId)
  runtime.store.changed()
  if (known !== undefined) {
    const replace =
      organisation.switches.referenceOnReconnect === 'replaced' && session.clientReferenceId !== null
    Object.assign(known, fresh, replace ? { clientReferenceId: session.clientReferenceId } : {})
    emitConnection(runtime, organisation, 'connection.updated', known)
    return known
  }
  const made: Connection = {
    ...fresh,
    id: randomId('conn_'),
    clientReferenceId: session.clientReferenceId,
    imported: false,
    createdAt: now,
  }
  organisation.connections.push(made)
  emitConnection(runtime, organisation, 'connection.created', made)
  return made
}

/** The provider's hourly look at every session that was made through Link. Imported ones are not checked. */
export function runMonitor(runtime: Runtime): void {
  const { store } = runtime
  if (store.now() - store.state.lastMonitorAt < MONITOR_EVERY_MS) return
  store.state.lastMonitorAt = store.now()
  for (const organisation of Object.values(store.state.organisations)) {
    for (const connection of organisation.connections) {
      if (connection.imported || connection.status !== 'active') continue
      connection.lastCheckedAt = store.isoNow()
      if (connection.revoked) expireConnection(runtime, organisation, connection)
    }
  }
  store.changed()
}
