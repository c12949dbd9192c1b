import { Hono } from 'hono'
import type { Runtime } from '../runtime'
import { findSession } from '../state/sessions'
import type { WireEnv } from './env'
import { plainError } from './errors'
import { initSession } from './link-init'
import { hiddenFromStatus, sessionStatus } from './link-status'

/** Init, status and delete of Link sessions. */
export function linkRoutes(runtime: Runtime): Hono<WireEnv> {
  const routes = new Hono<WireEnv>()

  routes.post('/init', async (c) => {
    const text = await c.req.text()
    let body: unknown = {}
    try {
      if (text.trim() !== '') body = JSON.parse(text)
    } catch {
      return plainError(c, 400, 'Invalid request: the body is not JSON')
    }
    const result = initSession(runtime, c.get('organisation'), body)
    return 'refusal' in result ? plainError(c, result.status, result.refusal) : c.json(result.answer)
  })

  routes.get('/:clientSecret', (c) => {
    const organisation = c.get('organisation')
    const session = findSession(organisation, c.req.param('clientSecret'))
    if (session === undefined || hiddenFromStatus(organisation, session)) {
      return plainError(c, 404, 'Session not found')
    }
    return c.json(sessionStatus(runtime, session))
  })

  routes.delete('/:clientSecret', (c) => {
    const organisation = c.get('organisation')
    const session = findSession(organisation, c.req.param('clientSecret'))
    if (session === undefined) return plainError(c, 404, 'Session not found')
    organisation.sessions = organisation.sessions.filter((other) => other !== session)
    runtime.store.changed()
    return c.json({ success: true })
  })

  return routes
}
