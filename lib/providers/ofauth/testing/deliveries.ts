import { createHmac } from 'node:crypto'
import type { WebhookInput, WebhookScheme } from '../../webhook-types'

/** The vector of the contract, whose signatures were made by other programs than ours. */
export const VECTOR = {
  body: '{"type":"connection.expired","timestamp":"2026-01-01T00:00:00.000Z","data":{"clientReferenceId":"user_456","connection":{"id":"conn_abc123","status":"expired"}}}',
  secret: 'whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3',
  t: '1767225600',
  id: 'msg_test0001',
  own: 'd65f9ee03390b2d1215da9c037902861662eb8216ecaee5645a454ca1899fbce',
  svix: 'gLEsPvWNe2FaJLGflSjbG4Dn5ZH5eWJKegPRjVURwcU=',
}

export type OwnScheme = Extract<WebhookScheme, 'ofauth_signature' | 'svix'>

export const HEADERS: Record<OwnScheme, Record<string, string>> = {
  ofauth_signature: { 'ofauth-signature': `t=${VECTOR.t},v1=${VECTOR.own}` },
  svix: { 'svix-id': VECTOR.id, 'svix-timestamp': VECTOR.t, 'svix-signature': `v1,${VECTOR.svix}` },
}

export const bytes = (text: string) => new TextEncoder().encode(text)

/** The vector as it arrives, `seconds` after it was signed. */
export function delivery(
  scheme: OwnScheme,
  over: Partial<Omit<WebhookInput, 'raw' | 'now'>> & { body?: string; seconds?: number } = {},
): WebhookInput {
  const { body = VECTOR.body, seconds = 0, ...rest } = over
  return {
    raw: bytes(body),
    headers: HEADERS[scheme],
    scheme,
    secrets: [VECTOR.secret],
    now: new Date((Number(VECTOR.t) + seconds) * 1000),
    ...rest,
  }
}

const hmac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text)

/** Signs as OFAuth does. */
export function signed(
  scheme: OwnScheme,
  body: string,
  t = VECTOR.t,
  secret = VECTOR.secret,
  id = VECTOR.id,
) {
  if (scheme === 'ofauth_signature') {
    return { 'ofauth-signature': `t=${t},v1=${hmac(secret, `${t}.${body}`).digest('hex')}` }
  }
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64')
  const signature = `v1,${hmac(key, `${id}.${t}.${body}`).digest('base64')}`
  return { 'svix-id': id, 'svix-timestamp': t, 'svix-signature': signature }
}
