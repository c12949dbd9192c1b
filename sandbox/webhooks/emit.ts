import { createHash, randomBytes } from 'node:crypto'
import type { Runtime } from '../runtime'
import { randomId } from '../state/ids'
import type { Organisation } from '../state/schema'
import type { Delivery, WebhookProvider, WebhookSwitches } from './schema'

const KEEP = 200

export type Emitted = {
  provider: WebhookProvider
  event: string
  /** The whole JSON body. */
  body: unknown
  /** The connection or account that it is about; OFAuth keeps the order within one. */
  connectionId?: string | null
}

/** What one delivery does differently from the organisation's switches. */
export type Manner = Partial<Pick<WebhookSwitches, 'signing' | 'skewSeconds' | 'duplicates'>> & {
  eventId?: string
  redeliveryOf?: string
}

function newEventId(provider: WebhookProvider): string {
  return provider === 'ofauth'
    ? randomId('msg_', 27)
    : `evt_${createHash('sha1').update(randomBytes(20)).digest('hex')}`
}

/** Forgets the oldest that are done with. */
function keepLast(organisation: Organisation): void {
  const { deliveries } = organisation.webhooks
  const excess = deliveries.length - KEEP
  const forgotten = new Set(
    deliveries.filter(({ state }) => state !== 'waiting' && state !== 'held').slice(0, Math.max(0, excess)),
  )
  if (forgotten.size > 0)
    organisation.webhooks.deliveries = deliveries.filter((delivery) => !forgotten.has(delivery))
}

function firstState(switches: WebhookSwitches, place: number): Delivery['state'] {
  const lost =
    switches.delivery === 'off' ||
    switches.drop === 'all' ||
    (switches.drop === 'every-other' && place % 2 === 0)
  if (lost) return 'dropped'
  return switches.reorder > 1 ? 'held' : 'waiting'
}

/**
 * Queues an event for the endpoint that the organisation has for this provider. Does nothing without one.
 * Returns at once; the deliveries go out on their own.
 */
export function emit(
  runtime: Runtime,
  organisation: Organisation,
  emitted: Emitted,
  manner: Manner = {},
): Delivery[] {
  const { webhooks } = organisation
  const { provider, event, body, connectionId = null } = emitted
  if (!webhooks.endpoints.some((endpoint) => endpoint.provider === provider)) return []
  const switches = { ...webhooks.switches, ...manner }
  const eventId = manner.eventId ?? newEventId(provider)
  webhooks.count += 1
  const place = webhooks.count
  const copy = (number: number): Delivery => {
    const id = randomId('del_', 16)
    const ordered = provider === 'ofauth' && connectionId !== null && number === 0
    return {
      id,
      eventId,
      provider,
      event,
      connectionId,
      body: JSON.stringify(body),
      at: runtime.store.isoNow(),
      state: firstState(switches, place),
      lane: ordered ? connectionId : id,
      place,
      dueAt: runtime.outbox.now() + switches.delayMs,
      signing: switches.signing,
      skewSeconds: switches.skewSeconds,
      redeliveryOf: manner.redeliveryOf ?? null,
      attempts: [],
    }
  }
  const made = Array.from({ length: 1 + switches.duplicates }, (_, number) => copy(number))
  webhooks.deliveries.push(...made)
  keepLast(organisation)
  runtime.store.changed()
  if (switches.reorder > 1) runtime.outbox.hold(organisation, switches.reorder)
  runtime.outbox.pump(organisation)
  return made
}

/** Sends a known delivery once more, with the id that its event always had. */
export function redeliver(runtime: Runtime, organisation: Organisation, delivery: Delivery): Delivery[] {
  const { provider, event, body, connectionId, eventId, id } = delivery
  return emit(
    runtime,
    organisation,
    { provider, event, body: JSON.parse(body), connectionId },
    { eventId, duplicates: 0, ...(provider === 'onlyfansapi' ? { redeliveryOf: id } : {}) },
  )
}
