import { createHmac, randomUUID } from 'node:crypto'
import { setWebhookSecret } from '../webhooks/secrets'
import { takeWebhook, type WebhookRequest } from '../webhooks/take-webhook'
import type { Agency, World } from './world'

/** Sets a signing secret up, as an owner does. */
export async function setUpWebhooks(
  agency: Agency,
  overlapHours = 0,
): Promise<{ id: string; secret: string }> {
  const secret = `whsec_${Buffer.from(randomUUID()).toString('base64')}`
  const { webhookSecretId: id } = await setWebhookSecret(agency.ctx('owner'), {
    providerAccountId: agency.accountId,
    secret,
    scheme: 'ofauth_signature',
    overlapHours,
  })
  return { id, secret }
}

/** The header of OFAuth's own scheme: hex HMAC-SHA256 over "time.body". */
export function signed(secret: string, raw: Uint8Array, seconds: number): string {
  const mac = createHmac('sha256', secret).update(`${seconds}.`).update(raw).digest('hex')
  return `t=${seconds},v1=${mac}`
}

export const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)

export type EventFacts = {
  type?: string
  connectionId?: string | null
  referenceId?: string | null
  at?: Date
}

/** A delivery's body as OFAuth writes it. */
export function bodyOf({
  type = 'connection.expired',
  connectionId,
  referenceId,
  at = new Date(),
}: EventFacts) {
  return JSON.stringify({
    type,
    timestamp: at.toISOString(),
    data: { clientReferenceId: referenceId ?? null, connection: connectionId ? { id: connectionId } : null },
  })
}

/** Hands a request to the verb behind the route. */
export function hand(
  world: World,
  agency: Agency,
  raw: Uint8Array,
  headers: Record<string, string>,
  over: Partial<WebhookRequest> = {},
): Promise<number> {
  return takeWebhook({
    provider: 'ofauth',
    accountId: agency.accountId,
    body: { raw },
    headers,
    appDb: world.db.app,
    systemDb: world.db.system,
    requestId: randomUUID(),
    address: '192.0.2.8',
    now: world.clock.now,
    ...over,
  })
}

/** Delivers an event, signed now. */
export function deliver(world: World, agency: Agency, secret: string, facts: EventFacts): Promise<number> {
  const raw = bytes(bodyOf(facts))
  const seconds = Math.floor(world.clock.now().getTime() / 1000)
  return hand(world, agency, raw, { 'ofauth-signature': signed(secret, raw, seconds) })
}
