import { z } from 'zod'
import type { Runtime } from '../runtime'
import { findConnection } from '../state/connections'
import type { Organisation } from '../state/schema'
import { accountBody } from './account-events'
import { emitConnection } from './connection-events'
import { emit, type Manner } from './emit'
import { type Delivery, signingSchema, webhookProviderSchema } from './schema'

/** How an event is fired by hand: truly, twice, at the wrong time, or wrongly signed. */
export const HOWS = [
  'good',
  'duplicate',
  /** It happened an hour ago and arrives only now; the signature is fresh. */
  'late',
  /** Signed ten minutes ago. */
  'stale',
  /** Signed ten minutes ahead. */
  'future',
  ...signingSchema.options.filter((signing) => signing !== 'good'),
] as const
const howSchema = z.enum(HOWS)

export const fireSchema = z.strictObject({
  provider: webhookProviderSchema,
  event: z.string().min(1).max(200),
  /** The connection or account; it need not exist any more. */
  connectionId: z.string().min(1).max(200).nullable().default(null),
  how: howSchema.default('good'),
  /** Instead of the event's usual body. */
  body: z.unknown().optional(),
  /** Instead of an id of its own, for an event that has been seen before. */
  eventId: z.string().min(1).max(100).optional(),
})
export type Fire = z.infer<typeof fireSchema>

const HOUR_MS = 3_600_000
const TEN_MINUTES_S = 600

function mannerOf({ how, eventId }: Fire): Manner {
  const id = eventId === undefined ? {} : { eventId }
  if (how === 'duplicate') return { ...id, duplicates: 1 }
  if (how === 'stale') return { ...id, skewSeconds: -TEN_MINUTES_S }
  if (how === 'future') return { ...id, skewSeconds: TEN_MINUTES_S }
  const signing = signingSchema.safeParse(how)
  return signing.success ? { ...id, signing: signing.data } : id
}

/** Sends an event that need not have happened. Nothing is sent without an endpoint. */
export function fire(runtime: Runtime, organisation: Organisation, order: Fire): Delivery[] {
  const { provider, event, connectionId, body } = order
  const manner = mannerOf(order)
  const now = runtime.store.now() - (order.how === 'late' ? HOUR_MS : 0)
  const occurredAt = new Date(now).toISOString()
  if (body !== undefined) return emit(runtime, organisation, { provider, event, body, connectionId }, manner)
  if (provider === 'ofauth') {
    const id = connectionId ?? 'conn_unknown'
    const subject = findConnection(organisation, id) ?? { id }
    return emitConnection(runtime, organisation, event, subject, { ...manner, occurredAt })
  }
  const id = connectionId ?? 'acct_unknown'
  const known = organisation.books.onlyfansapi.accounts.find((account) => account.id === id)
  const told = accountBody(event, id, occurredAt, known?.clientReferenceId)
  return emit(runtime, organisation, { provider, event, body: told, connectionId: id }, manner)
}
