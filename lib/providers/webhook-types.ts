import type { ProviderId } from './types'

/** How a delivery is signed. Set explicitly per provider account: a scheme that is not set is never tried. */
export const WEBHOOK_SCHEMES = ['ofauth_signature', 'svix', 'onlyfansapi_signature'] as const
export type WebhookScheme = (typeof WEBHOOK_SCHEMES)[number]

/** Why a delivery was not believed. Names no value of it. */
export const WEBHOOK_REFUSALS = [
  'not_set_up',
  'too_large',
  'no_signature',
  'bad_signature_form',
  'wrong_signature',
  'too_old',
  'from_the_future',
  'not_json',
] as const
export type WebhookRefusal = (typeof WEBHOOK_REFUSALS)[number]

/** What an event means for us. `other`: stored for the eye, and does nothing. */
export const WEBHOOK_KINDS = [
  'connected',
  'changed',
  'lost',
  'removed',
  'challenge',
  'login_failed',
  'other',
] as const
export type WebhookKind = (typeof WEBHOOK_KINDS)[number]

/** A delivery as received: the raw bytes are what was signed. Header names are lower case. */
export type WebhookInput = {
  raw: Uint8Array
  headers: Record<string, string>
  scheme: WebhookScheme
  /** Every secret that is valid now; during a rotation several. */
  secrets: string[]
  now: Date
}

export type WebhookCheck =
  /** `key`: one per event and stable across retries, for storing it once. */
  { ok: true; key: string } | { ok: false; reason: WebhookRefusal }

/** The allow-list of what leaves a delivery. */
export type WebhookEvent = {
  /** The provider's own name of the event; letters, digits, . - _ only, at most 80. */
  type: string
  kind: WebhookKind
  connectionId: string | null
  referenceId: string | null
  /** When it happened, for the order; null when the provider does not say. */
  occurredAt: Date | null
}

/** Verifies and reads the deliveries of one provider. Pure. */
export interface WebhookReader {
  readonly provider: ProviderId
  readonly schemes: WebhookScheme[]
  /** Compares in constant time, and accepts a signature of any of the secrets. */
  check(input: WebhookInput): WebhookCheck
  /** Reads a verified body. Null when it is not what the contract says. */
  read(raw: Uint8Array): WebhookEvent | null
}
