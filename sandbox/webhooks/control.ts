import { Hono } from 'hono'
import { z } from 'zod'
import { readBody } from '../control/read-body'
import { worldKeySchema } from '../control/world-key'
import type { Runtime } from '../runtime'
import { organisationOf } from '../state/organisations'
import type { Organisation } from '../state/schema'
import { isLoopback } from './deliver'
import { redeliver } from './emit'
import { fire, fireSchema } from './fire'
import {
  type Endpoint,
  webhookProviderSchema,
  webhookSchemeSchema,
  webhookSwitchesSchema,
  webhooksSchema,
} from './schema'

const MAX_WAIT_MS = 60_000

const endpointSchema = z.strictObject({
  apiKey: worldKeySchema,
  provider: webhookProviderSchema,
  /** A path is the app's own, on whatever port it runs. Null takes the endpoint away. */
  url: z
    .string()
    .refine((url) => /^\/[a-z]/.test(url) || isLoopback(url), 'must be an http address of this computer')
    .nullable(),
  /** Null: unsigned, which only OnlyFansAPI does. */
  secret: z.string().min(8).max(400).nullable().default(null),
  scheme: webhookSchemeSchema.optional(),
  /** How long the secret that was there before goes on signing, in real milliseconds. */
  overlapMs: z.number().int().min(0).max(86_400_000).default(0),
})

const ofKey = <Shape extends z.ZodRawShape>(shape: Shape) =>
  z.strictObject({ apiKey: worldKeySchema, ...shape })

function setEndpoint(
  runtime: Runtime,
  organisation: Organisation,
  input: z.infer<typeof endpointSchema>,
): void {
  const { provider, url, secret, overlapMs } = input
  const { webhooks } = organisation
  const before = webhooks.endpoints.find((endpoint) => endpoint.provider === provider)
  webhooks.endpoints = webhooks.endpoints.filter((endpoint) => endpoint !== before)
  if (url !== null) {
    const scheme = provider === 'onlyfansapi' ? 'onlyfansapi_signature' : (input.scheme ?? 'both')
    const until = runtime.outbox.now() + overlapMs
    const old = (before?.secrets ?? [])
      .filter((known) => known.secret !== secret && overlapMs > 0)
      .map((known) => ({ secret: known.secret, until: Math.min(known.until ?? until, until) }))
    const secrets = secret === null ? [] : [{ secret, until: null }, ...old]
    webhooks.endpoints.push({ provider, url, scheme, secrets } satisfies Endpoint)
  }
  runtime.store.changed()
}

/** Endpoints without their secrets, the switches, and what was sent. */
function shown(organisation: Organisation) {
  const { endpoints, switches, deliveries } = organisation.webhooks
  return {
    endpoints: endpoints.map(({ secrets, ...endpoint }) => ({ ...endpoint, secrets: secrets.length })),
    switches,
    deliveries,
  }
}

/** Webhooks below `/__control/webhooks`. */
export function webhookControl(runtime: Runtime): Hono {
  const routes = new Hono()

  routes.get('/webhooks', (c) => {
    const key = worldKeySchema.safeParse(c.req.query('apiKey'))
    if (!key.success) return c.json({ error: 'apiKey is missing' }, 400)
    return c.json(shown(organisationOf(runtime, key.data)))
  })

  routes.post('/webhooks', async (c) => {
    const body = await readBody(c, endpointSchema)
    if ('refused' in body) return body.refused
    const organisation = organisationOf(runtime, body.data.apiKey)
    setEndpoint(runtime, organisation, body.data)
    return c.json(shown(organisation))
  })

  routes.delete('/webhooks', (c) => {
    const key = worldKeySchema.safeParse(c.req.query('apiKey'))
    if (!key.success) return c.json({ error: 'apiKey is missing' }, 400)
    organisationOf(runtime, key.data).webhooks = webhooksSchema.parse({})
    runtime.store.changed()
    return c.json({ ok: true })
  })

  routes.post('/webhooks/switches', async (c) => {
    const body = await readBody(c, ofKey(webhookSwitchesSchema.partial().shape))
    if ('refused' in body) return body.refused
    const { apiKey, ...switches } = body.data
    const { webhooks } = organisationOf(runtime, apiKey)
    Object.assign(webhooks.switches, switches)
    runtime.store.changed()
    return c.json(webhooks.switches)
  })

  routes.post('/webhooks/fire', async (c) => {
    const body = await readBody(c, ofKey(fireSchema.shape))
    if ('refused' in body) return body.refused
    const { apiKey, ...order } = body.data
    const deliveries = fire(runtime, organisationOf(runtime, apiKey), order)
    return deliveries.length === 0 ? c.json({ error: 'No endpoint' }, 409) : c.json({ deliveries })
  })

  routes.post('/webhooks/redeliver', async (c) => {
    const body = await readBody(c, ofKey({ deliveryId: z.string() }))
    if ('refused' in body) return body.refused
    const organisation = organisationOf(runtime, body.data.apiKey)
    const known = organisation.webhooks.deliveries.find(({ id }) => id === body.data.deliveryId)
    if (known === undefined) return c.json({ error: 'Unknown delivery' }, 404)
    return c.json({ deliveries: redeliver(runtime, organisation, known) })
  })

  routes.post('/webhooks/settled', async (c) => {
    const body = await readBody(
      c,
      ofKey({ timeoutMs: z.number().int().min(0).max(MAX_WAIT_MS).default(15_000) }),
    )
    if ('refused' in body) return body.refused
    const organisation = organisationOf(runtime, body.data.apiKey)
    const settled = await runtime.outbox.settled(organisation, body.data.timeoutMs)
    return c.json({ settled, ...shown(organisation) })
  })

  return routes
}
