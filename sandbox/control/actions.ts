import type { Runtime } from '../runtime'
import { askForSecondFactor, expireConnection } from '../state/connections'
import type { Connection, Organisation } from '../state/schema'

/** What people and tests can do to a linked account. */
const ACTIONS = ['expire', 'revoke', 'swap-user', 'await-2fa', 'sign-out', 'invalidate'] as const
export type Action = (typeof ACTIONS)[number]

export function isAction(text: string): text is Action {
  return ACTIONS.some((action) => action === text)
}

/** Finds a connection of any organisation. */
export function locate(
  runtime: Runtime,
  id: string,
): { organisation: Organisation; connection: Connection } | null {
  for (const organisation of Object.values(runtime.store.state.organisations)) {
    const connection = organisation.connections.find((candidate) => candidate.id === id)
    if (connection !== undefined) return { organisation, connection }
  }
  return null
}

export function act(
  runtime: Runtime,
  { organisation, connection }: { organisation: Organisation; connection: Connection },
  action: Action,
): void {
  switch (action) {
    case 'expire':
    case 'invalidate':
      expireConnection(runtime, organisation, connection)
      break
    case 'revoke':
      connection.revoked = true
      break
    case 'swap-user':
      connection.swapNext = !connection.swapNext
      break
    case 'sign-out':
      connection.signedOut = true
      break
    case 'await-2fa':
      askForSecondFactor(runtime, organisation, connection)
      break
  }
  runtime.store.changed()
}
