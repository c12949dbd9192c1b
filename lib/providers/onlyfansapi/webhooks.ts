/**
 * The deliveries of OnlyFansAPI. Header `Signature`: hex HMAC-SHA256 of the raw body, without prefix and without a time,
 * so an old delivery cannot be told from a new one: what it says is looked up before it counts. They come unordered and
 * at least once. Documentation: docs.onlyfansapi.com, Webhooks.
 */
import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import type { WebhookCheck, WebhookEvent, WebhookInput, WebhookKind, WebhookReader } from '../webhook-types'
import { parseInstant } from '../wire'
import { accountId } from './ids'

const MAX_BYTES = 65_536

const KINDS: Record<string, WebhookKind> = {
  'accounts.connected': 'connected',
  'accounts.reconnected': 'connected',
  'accounts.disconnected': 'removed',
  'accounts.session_expired': 'lost',
  'accounts.authentication_failed': 'login_failed',
  'accounts.otp_code_required': 'challenge',
  'accounts.face_otp_required': 'challenge',
}

const maybeId = accountId.nullable().catch(null)

const attempt = z
  .object({ completed_at: z.unknown().optional(), started_at: z.unknown().optional() })
  .nullable()
  .catch(null)

/** `lastAttempt` is what a poll calls it. Other events have payloads of their own, or none. */
const payload = z
  .object({
    account_id: maybeId,
    client_reference_id: z
      .string()
      .regex(/^\P{Cc}{1,500}$/u)
      .nullable()
      .catch(null),
    disconnected_at: z.unknown().optional(),
    latestAuthAttempt: attempt,
    lastAttempt: attempt,
  })
  .nullable()
  .catch(null)

const delivery = z.object({ event: z.string().regex(/^[A-Za-z0-9._-]{1,80}$/), account_id: maybeId, payload })

function parse(raw: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(raw))
  } catch {
    return undefined
  }
}

/** Compares with every secret, so that the time tells neither which one it is nor how far it agrees. */
function isSigned(raw: Uint8Array, signature: Buffer, secrets: string[]): boolean {
  let matches = 0
  for (const secret of secrets) {
    const expected = createHmac('sha256', secret).update(raw).digest()
    matches += timingSafeEqual(expected, signature) ? 1 : 0
  }
  return matches > 0
}

/** Stable across retries. The header is not signed, so it can only make us look once too often or once too rarely. */
function keyOf(input: WebhookInput, signature: string): string {
  const given = input.headers['x-ofapi-idempotency-key'] ?? ''
  if (/^evt_[A-Za-z0-9]{1,100}$/.test(given)) return given
  return `sha256_${createHash('sha256').update(signature).update(input.raw).digest('hex')}`
}

function check(input: WebhookInput): WebhookCheck {
  // An empty secret would be one that anybody can sign with.
  const secrets = input.secrets.filter((secret) => secret !== '')
  if (input.scheme !== 'onlyfansapi_signature' || secrets.length === 0)
    return { ok: false, reason: 'not_set_up' }
  if (input.raw.byteLength > MAX_BYTES) return { ok: false, reason: 'too_large' }
  const signature = input.headers.signature
  if (!signature) return { ok: false, reason: 'no_signature' }
  if (!/^[0-9a-f]{64}$/.test(signature)) return { ok: false, reason: 'bad_signature_form' }
  if (!isSigned(input.raw, Buffer.from(signature, 'hex'), secrets))
    return { ok: false, reason: 'wrong_signature' }
  if (parse(input.raw) === undefined) return { ok: false, reason: 'not_json' }
  return { ok: true, key: keyOf(input, signature) }
}

function read(raw: Uint8Array): WebhookEvent | null {
  const { data } = delivery.safeParse(parse(raw))
  if (!data) return null
  const { event, payload } = data
  const latest = payload?.latestAuthAttempt ?? payload?.lastAttempt
  return {
    type: event,
    // All documented examples repeat one placeholder payload: the name of the event alone says what happened.
    kind: (Object.hasOwn(KINDS, event) && KINDS[event]) || 'other',
    connectionId: data.account_id ?? payload?.account_id ?? null,
    referenceId: payload?.client_reference_id ?? null,
    occurredAt:
      parseInstant(payload?.disconnected_at) ??
      parseInstant(latest?.completed_at) ??
      parseInstant(latest?.started_at),
  }
}

export const onlyfansapiWebhooks: WebhookReader = {
  provider: 'onlyfansapi',
  schemes: ['onlyfansapi_signature'],
  check,
  read,
}
