import { z } from 'zod'

/** What the sandbox remembers of its deliveries to the apps of an organisation. */

export const webhookProviderSchema = z.enum(['ofauth', 'onlyfansapi'])
export type WebhookProvider = z.infer<typeof webhookProviderSchema>

/** `both`: OFAuth's documents publish one scheme and its SDKs another, so a delivery may carry the two. */
export const webhookSchemeSchema = z.enum(['ofauth_signature', 'svix', 'both', 'onlyfansapi_signature'])

/** How a delivery is signed: truly, or wrongly in one of several ways. */
export const signingSchema = z.enum([
  'good',
  /** With a secret that nobody shares. */
  'mis-signed',
  /** The body was changed after it was signed. */
  'altered',
  /** No signature at all. */
  'unsigned',
  /** A header that is no signature. */
  'malformed',
  /** Half of a good signature. */
  'truncated',
  /** The header names another time than the one that was signed. */
  'wrong-time',
])

const secretSchema = z.object({
  secret: z.string(),
  /** Real milliseconds until which an old secret still signs; null for the current one. */
  until: z.number().nullable(),
})

const endpointSchema = z.object({
  provider: webhookProviderSchema,
  /** A whole address, or a path of the app. */
  url: z.string(),
  scheme: webhookSchemeSchema,
  /** The newest first. None: OnlyFansAPI then sends no signature at all. */
  secrets: z.array(secretSchema),
})
export type Endpoint = z.infer<typeof endpointSchema>

const attemptSchema = z.object({
  at: z.string(),
  /** The answer's status; null when there was none. */
  status: z.number().nullable(),
  error: z.string().nullable(),
  ms: z.number(),
})

const deliverySchema = z.object({
  id: z.string(),
  /** What the receiver tells events apart by; the same on every attempt and in every copy. */
  eventId: z.string(),
  provider: webhookProviderSchema,
  event: z.string(),
  /** The connection or account that it is about. */
  connectionId: z.string().nullable(),
  body: z.string(),
  at: z.string(),
  /** `held`: waits for others to be sent before it. `dropped`: the switches lost it. */
  state: z.enum(['waiting', 'held', 'delivered', 'failed', 'dropped']),
  /** Deliveries of one lane go one after another, by `place`. */
  lane: z.string(),
  place: z.number(),
  /** Real milliseconds before which it is not sent. */
  dueAt: z.number(),
  signing: signingSchema,
  /** How far the signature's time lies from now. */
  skewSeconds: z.number(),
  redeliveryOf: z.string().nullable(),
  attempts: z.array(attemptSchema),
})
export type Delivery = z.infer<typeof deliverySchema>

export const webhookSwitchesSchema = z.object({
  /** `off`: nothing is sent, and what happens meanwhile is never sent. */
  delivery: z.enum(['on', 'off']),
  /** How many more copies of each delivery go out, at the same time. */
  duplicates: z.number().int().min(0).max(5),
  /** Collects that many deliveries, or what comes within three seconds, and sends the last one first. */
  reorder: z.number().int().min(0).max(20),
  drop: z.enum(['none', 'all', 'every-other']),
  delayMs: z.number().int().min(0).max(600_000),
  signing: signingSchema,
  /** Seconds by which the signature's time is off: below 0 it is stale, above 0 it lies ahead. */
  skewSeconds: z.number().int().min(-86_400).max(86_400),
  /** Which secret signs while two are valid; a scheme that can carry several signatures carries both. */
  signWith: z.enum(['newest', 'oldest']),
  /** How OFAuth spells its events: as its documents do, or as its SDKs do. */
  spelling: z.enum(['docs', 'sdk']),
  /** What the SDK's spelling says of the environment. */
  live: z.boolean(),
  /** The first wait before another attempt; each further one is twice as long. */
  retryMs: z.number().int().min(1).max(60_000),
})
export type WebhookSwitches = z.infer<typeof webhookSwitchesSchema>

const PLAIN: WebhookSwitches = {
  delivery: 'on',
  duplicates: 0,
  reorder: 0,
  drop: 'none',
  delayMs: 0,
  signing: 'good',
  skewSeconds: 0,
  signWith: 'newest',
  spelling: 'docs',
  live: false,
  retryMs: 1_000,
}

export function defaultWebhookSwitches(): WebhookSwitches {
  return { ...PLAIN }
}

export const webhooksSchema = z.object({
  endpoints: z.array(endpointSchema).default([]),
  switches: webhookSwitchesSchema.default(defaultWebhookSwitches),
  /** Oldest first. */
  deliveries: z.array(deliverySchema).default([]),
  /** How many there have been. */
  count: z.number().default(0),
})
