import { Hono } from 'hono'
import { organisationKey } from '../config'
import type { Runtime } from '../runtime'
import { faultRuleSchema } from './faults'
import { readBody } from './read-body'

/** Faults to come and calls that came. */
export function trafficRoutes(runtime: Runtime): Hono {
  const routes = new Hono()

  routes.post('/faults', async (c) => {
    const body = await readBody(c, faultRuleSchema)
    return 'refused' in body ? body.refused : c.json({ id: runtime.faults.add(body.data) })
  })
  routes.delete('/faults', (c) => {
    runtime.faults.clear(c.req.query('apiKey'))
    return c.json({ ok: true })
  })

  routes.get('/calls', (c) => {
    const since = Number(c.req.query('since') ?? 0)
    return c.json({
      calls: runtime.calls.list(
        organisationKey(c.req.query('apiKey') ?? ''),
        Number.isFinite(since) ? since : 0,
      ),
    })
  })
  routes.delete('/calls', (c) => {
    runtime.calls.clear(c.req.query('apiKey'))
    return c.json({ ok: true })
  })

  return routes
}
