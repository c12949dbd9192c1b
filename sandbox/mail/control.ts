import { Hono } from 'hono'
import type { Runtime } from '../runtime'

/** The mailbox for tests and scripts, below `/__control`: newest first. */
export function mailControl(runtime: Runtime): Hono {
  const routes = new Hono()
  routes.get('/mails', (c) => c.json({ mails: runtime.mailbox.list(c.req.query('to')) }))
  routes.delete('/mails', (c) => {
    runtime.mailbox.clear(c.req.query('to'))
    return c.json({ ok: true })
  })
  return routes
}
