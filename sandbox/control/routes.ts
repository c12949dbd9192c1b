import { Hono } from 'hono'
import { z } from 'zod'
import { isSandboxKey, organisationKey } from '../config'
import { loginControl } from '../logins/control'
import { mailControl } from '../mail/control'
import type { Runtime } from '../runtime'
import { wireConnection } from '../state/connections'
import { organisationOf } from '../state/organisations'
import { switchChangeSchema } from '../state/switches'
import { webhookControl } from '../webhooks/control'
import { act, isAction, locate } from './actions'
import { clockSchema, moveClock } from './clock'
import { requireControlToken } from './guard'
import { readBody } from './read-body'
import { seed, seedSchema } from './seed'
import { sessionControl } from './sessions'
import { trafficRoutes } from './traffic'

const keyText = z.string().refine(isSandboxKey, 'not a sandbox key')
const switchSchema = switchChangeSchema
  .extend({ apiKey: keyText, name: z.string().min(1).max(80).optional() })
  .strict()
/** A key of one provider, or the first key, which stands for those that were not named themselves. */
const anyKeyText = z.string().refine((key) => isSandboxKey(organisationKey(key)), 'not a sandbox key')
const keySchema = z.strictObject({ apiKey: anyKeyText, allowed: z.boolean() })

/** What tests and scripts steer the sandbox with, below `/__control`. */
export function controlRoutes(runtime: Runtime): Hono {
  const routes = new Hono()
  const { store } = runtime
  routes.use('*', requireControlToken(runtime))

  routes.post('/seed', async (c) => {
    const body = await readBody(c, seedSchema)
    return 'refused' in body ? body.refused : c.json(seed(runtime, body.data))
  })

  routes.post('/clock', async (c) => {
    const body = await readBody(c, clockSchema)
    if ('refused' in body) return body.refused
    moveClock(runtime, body.data)
    return c.json({ now: store.isoNow() })
  })

  routes.post('/connections/:id/:action', (c) => {
    const action = c.req.param('action')
    const found = locate(runtime, c.req.param('id'))
    if (found === null || !isAction(action)) return c.json({ error: 'Unknown connection or action' }, 404)
    act(runtime, found, action)
    return c.json({ connection: wireConnection(runtime, found.connection) })
  })

  routes.post('/switches', async (c) => {
    const body = await readBody(c, switchSchema)
    if ('refused' in body) return body.refused
    const { apiKey, name, ...switches } = body.data
    const organisation = organisationOf(runtime, apiKey)
    Object.assign(organisation.switches, switches)
    if (name !== undefined) organisation.name = name
    store.changed()
    return c.json(organisation.switches)
  })

  routes.post('/keys', async (c) => {
    const body = await readBody(c, keySchema)
    if ('refused' in body) return body.refused
    store.state.keys[body.data.apiKey] = body.data.allowed
    store.changed()
    return c.json({ apiKey: body.data.apiKey, allowed: body.data.allowed })
  })

  routes.post('/reset', (c) => {
    store.reset()
    runtime.faults.clear()
    runtime.calls.clear()
    runtime.limiter.clear()
    runtime.windows.clear()
    runtime.mailbox.clear()
    runtime.outbox.clear()
    return c.json({ ok: true })
  })

  routes.get('/state', (c) => {
    const apiKey = c.req.query('apiKey') ?? ''
    if (!isSandboxKey(apiKey)) return c.json({ error: 'apiKey is missing' }, 400)
    const { name, switches, connections, sessions } = organisationOf(runtime, apiKey)
    return c.json({
      now: store.isoNow(),
      name,
      switches,
      connections: connections.map((connection) => {
        const { email, kind, revoked, signedOut, swapNext } = connection
        return { ...wireConnection(runtime, connection), email, kind, revoked, signedOut, swapNext }
      }),
      sessions,
    })
  })

  routes.route('/logins', loginControl(runtime))
  routes.route('/', trafficRoutes(runtime))
  routes.route('/', mailControl(runtime))
  routes.route('/', webhookControl(runtime))
  routes.route('/', sessionControl(runtime))
  routes.all('*', (c) => c.json({ error: 'Unknown control route' }, 404))
  return routes
}
