import type { Runtime } from '../runtime'
import { avatarOf } from '../state/avatars'
import type { Connection, Organisation } from '../state/schema'
import { emit, type Manner } from './emit'
import type { Delivery } from './schema'

/** What is known of a connection; no more than its id when it is gone. */
type Subject = Pick<Connection, 'id'> & Partial<Connection>
/** `occurredAt` is ISO text. */
type Happened = { event: string; subject: Subject; occurredAt: string }

const RULES = 'rules.updated'
const RELAYED = 'of.websocket.event.received'

const STATUS_AFTER: Record<string, string> = {
  'connection.expired': 'expired',
  'connection.disconnected': 'disconnected',
}

/** The details that a living connection's events carry. */
function details(runtime: Runtime, subject: Subject, idName: 'id' | 'userId') {
  const { ofUserId, name, username, avatar, permissions } = subject
  if (ofUserId === undefined) return {}
  return {
    permissions,
    userData: {
      [idName]: ofUserId,
      name,
      username,
      avatar: avatar === undefined ? null : avatarOf(runtime, { avatar, ofUserId }),
    },
  }
}

function connectionBody(runtime: Runtime, organisation: Organisation, happened: Happened): unknown {
  const { event, subject, occurredAt } = happened
  const { spelling, live } = organisation.webhooks.switches
  const ended = STATUS_AFTER[event]
  const clientReferenceId = subject.clientReferenceId ?? null
  const status = ended ?? subject.status ?? 'active'
  if (spelling === 'docs') {
    const rest = ended === undefined ? details(runtime, subject, 'id') : {}
    const connection = { id: subject.id, status, ...rest }
    return { type: event, timestamp: occurredAt, data: { clientReferenceId, connection } }
  }
  const rest = ended === undefined ? details(runtime, subject, 'userId') : {}
  const connection = { id: subject.id, platformUserId: subject.ofUserId ?? null, status, ...rest }
  return { eventType: event, live, data: { connection, clientReferenceId } }
}

/** The one event of the provider that is about no connection; nothing here depends on the rules. */
function rulesBody(organisation: Organisation, occurredAt: string): unknown {
  const { spelling, live } = organisation.webhooks.switches
  const data = { rules: { static_param: 'sandbox', revision: 'sandbox-1' }, revision: 'sandbox-1' }
  return spelling === 'docs' ? { type: RULES, timestamp: occurredAt, data } : { eventType: RULES, live, data }
}

/** What OnlyFans told a connection's own socket, passed on: somebody types. It has one spelling. */
function relayedBody({ event, subject, occurredAt }: Happened): unknown {
  const connection = { id: subject.id, clientReferenceId: subject.clientReferenceId ?? null }
  const json = { typing: { id: 562_630_475 } }
  const what = { environment: 'sandbox', receivedAt: occurredAt, messageType: 'text', truncated: false }
  return {
    type: event,
    timestamp: occurredAt,
    data: { connection, ...what, json, rawText: JSON.stringify(json) },
  }
}

function bodyOf(runtime: Runtime, organisation: Organisation, happened: Happened): unknown {
  if (happened.event === RULES) return rulesBody(organisation, happened.occurredAt)
  return happened.event === RELAYED ? relayedBody(happened) : connectionBody(runtime, organisation, happened)
}

/** Queues an OFAuth event about a connection, in the spelling that the switches ask for. */
export function emitConnection(
  runtime: Runtime,
  organisation: Organisation,
  event: string,
  subject: Subject,
  { occurredAt = runtime.store.isoNow(), ...manner }: Manner & { occurredAt?: string } = {},
): Delivery[] {
  const about = event === RULES ? null : subject.id
  const body = bodyOf(runtime, organisation, { event, subject, occurredAt })
  return emit(runtime, organisation, { provider: 'ofauth', event, body, connectionId: about }, manner)
}
