import { createHmac } from 'node:crypto'
import type { Delivery, Endpoint, WebhookSwitches } from './schema'

const FOREIGN_SECRET = 'whsec_c29tZWJvZHkgZWxzZSdzIHNlY3JldA=='
/** Events that come and go too often to be numbered. */
const EPHEMERAL = new Set(['users.typing', 'users.online', 'users.offline'])

type Signed = { headers: Record<string, string>; body: string }

const hex = (key: string, text: string) => createHmac('sha256', key).update(text).digest('hex')

/** Svix takes the secret without its prefix, decoded. */
function base64(secret: string, text: string): string {
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64')
  return createHmac('sha256', key).update(text).digest('base64')
}

/** Which secrets sign now, the one for single signatures first. */
function signingSecrets(endpoint: Endpoint, signWith: WebhookSwitches['signWith'], now: number): string[] {
  const valid = endpoint.secrets.filter(({ until }) => until === null || until > now)
  const ordered = signWith === 'oldest' ? valid.toReversed() : valid
  return ordered.map(({ secret }) => secret)
}

/** Cuts or spoils a header as the delivery asks for. */
function spoil(signature: string, signing: Delivery['signing']): string {
  if (signing === 'malformed') return 'not-a-signature'
  return signing === 'truncated' ? signature.slice(0, Math.ceil(signature.length / 2)) : signature
}

function ofauthHeaders(
  endpoint: Endpoint,
  delivery: Delivery,
  secrets: string[],
  t: number,
): Record<string, string> {
  const signedAt = delivery.signing === 'wrong-time' ? t - 60 : t
  const headers: Record<string, string> = {}
  const [first = ''] = secrets
  if (endpoint.scheme !== 'svix') {
    const v1 = hex(first, `${signedAt}.${delivery.body}`)
    headers['OFAuth-Signature'] = spoil(`t=${t},v1=${v1}`, delivery.signing)
  }
  if (endpoint.scheme !== 'ofauth_signature') {
    const all = secrets.map(
      (secret) => `v1,${base64(secret, `${delivery.eventId}.${signedAt}.${delivery.body}`)}`,
    )
    headers['svix-signature'] = spoil(all.join(' '), delivery.signing)
  }
  return headers
}

function identityHeaders(endpoint: Endpoint, delivery: Delivery, t: number): Record<string, string> {
  if (delivery.provider === 'ofauth') {
    return endpoint.scheme === 'ofauth_signature'
      ? {}
      : { 'svix-id': delivery.eventId, 'svix-timestamp': String(t) }
  }
  return {
    'User-Agent': 'OnlyFansAPI.com/Webhook-Client',
    ...(EPHEMERAL.has(delivery.event) ? {} : { 'X-OFAPI-Idempotency-Key': delivery.eventId }),
    ...(delivery.redeliveryOf === null ? {} : { 'X-OFAPI-Redelivery-Of': delivery.redeliveryOf }),
  }
}

/**
 * One attempt's headers and body, as the contracts have them: `OFAuth-Signature: t=…,v1=<hex>` over
 * `{t}.{body}`, Svix's three headers over `{id}.{t}.{body}`, or OnlyFansAPI's bare hex over the body.
 * @param now real milliseconds; a moved clock would make every receiver refuse the signature
 */
export function signDelivery(
  endpoint: Endpoint,
  delivery: Delivery,
  signWith: WebhookSwitches['signWith'],
  now: number,
): Signed {
  const t = Math.floor(now / 1000) + delivery.skewSeconds
  const own = signingSecrets(endpoint, signWith, now)
  const secrets = delivery.signing === 'mis-signed' ? [FOREIGN_SECRET] : own
  const headers = { 'content-type': 'application/json', ...identityHeaders(endpoint, delivery, t) }
  // The space keeps it valid JSON with the same meaning, which a receiver that parses first would not notice.
  const body = delivery.signing === 'altered' ? `${delivery.body} ` : delivery.body
  if (delivery.signing === 'unsigned' || secrets.length === 0) return { headers, body }
  const signature =
    delivery.provider === 'ofauth'
      ? ofauthHeaders(endpoint, delivery, secrets, t)
      : { Signature: spoil(hex(secrets[0] ?? '', delivery.body), delivery.signing) }
  return { headers: { ...headers, ...signature }, body }
}
