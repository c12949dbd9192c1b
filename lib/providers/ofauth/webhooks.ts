/**
 * The deliveries of OFAuth: `connection.created`, `.updated`, `.expired`, `.disconnected`, and others that do nothing
 * here. At least once, in order per connection at best. Documentation: docs.ofauth.com, Webhooks.
 */
import { createHash } from 'node:crypto'
import { z } from 'zod'
import type {
  WebhookCheck,
  WebhookEvent,
  WebhookInput,
  WebhookKind,
  WebhookReader,
  WebhookScheme,
} from '../webhook-types'
import { instant, opaqueId, parseInstant } from '../wire'
import { checkOwnSignature, checkSvixSignature, type SignatureCheck, type Signed } from './signatures'

const MAX_BYTES = 65_536
/** How far a delivery's own time may be from ours, in both directions. */
const LEEWAY_S = 300

const SCHEMES: Partial<Record<WebhookScheme, (input: WebhookInput) => SignatureCheck>> = {
  ofauth_signature: checkOwnSignature,
  svix: checkSvixSignature,
}

/** The type says what happened, never the connection's status: that one is documented for two of the four. */
const KINDS: Record<string, WebhookKind> = {
  'connection.created': 'connected',
  'connection.updated': 'changed',
  'connection.expired': 'lost',
  'connection.disconnected': 'removed',
}

const reference = z
  .string()
  .regex(/^\P{Cc}{1,500}$/u)
  .nullable()
  .catch(null)

/** `type` and `timestamp` today, `eventType` without a time in the older spelling. */
const delivery = z.object({
  type: z.unknown().optional(),
  eventType: z.unknown().optional(),
  timestamp: instant,
  data: z
    .object({
      clientReferenceId: reference,
      connection: z
        .object({ id: opaqueId.nullable().catch(null), clientReferenceId: reference })
        .nullable()
        .catch(null),
    })
    .nullable()
    .catch(null),
})

const eventName = z.string().regex(/^[A-Za-z0-9._-]{1,80}$/)

function parse(raw: Uint8Array): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(raw))
    return value instanceof Object && !Array.isArray(value) ? (value as Record<string, unknown>) : null
  } catch {
    return null
  }
}

/**
 * One per event, and the same for its retries. Svix gives an id. The own scheme gives none, and whether a retry is signed
 * anew is not documented, so the signature can't be it: the body is, which holds the event's own time. A second
 * expiry of the same connection differs in that time. A body of the older spelling holds none: there the time of the
 * signature is added, so that a second expiry is not taken for a retry; a retry is then looked at twice, which is harmless.
 */
function keyOf(raw: Uint8Array, body: Record<string, unknown>, { id, at }: Signed): string {
  if (id !== null) return id
  const hash = createHash('sha256').update(raw)
  if (parseInstant(body.timestamp) === null) hash.update(`.${at}`)
  return `sha256_${hash.digest('hex')}`
}

function check(input: WebhookInput): WebhookCheck {
  const verify = SCHEMES[input.scheme]
  // An empty secret would be one that anybody can sign with.
  const secrets = input.secrets.filter((secret) => secret !== '')
  if (!verify || secrets.length === 0) return { ok: false, reason: 'not_set_up' }
  if (input.raw.byteLength > MAX_BYTES) return { ok: false, reason: 'too_large' }
  const checked = verify({ ...input, secrets })
  if (!checked.ok) return checked
  const age = Math.floor(input.now.getTime() / 1000) - checked.signed.at
  if (age > LEEWAY_S) return { ok: false, reason: 'too_old' }
  if (age < -LEEWAY_S) return { ok: false, reason: 'from_the_future' }
  const body = parse(input.raw)
  return body ? { ok: true, key: keyOf(input.raw, body, checked.signed) } : { ok: false, reason: 'not_json' }
}

function read(raw: Uint8Array): WebhookEvent | null {
  const body = delivery.safeParse(parse(raw)).data
  const type = eventName.safeParse(body?.type ?? body?.eventType).data
  if (!body || type === undefined) return null
  const connection = body.data?.connection ?? null
  return {
    type,
    kind: (Object.hasOwn(KINDS, type) && KINDS[type]) || 'other',
    connectionId: connection?.id ?? null,
    referenceId: body.data?.clientReferenceId ?? connection?.clientReferenceId ?? null,
    occurredAt: body.timestamp,
  }
}

export const ofauthWebhooks: WebhookReader = {
  provider: 'ofauth',
  schemes: ['ofauth_signature', 'svix'],
  check,
  read,
}
