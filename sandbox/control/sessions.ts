import { Hono } from 'hono'
import { z } from 'zod'
import { takeSelfie } from '../flow/codes'
import type { Runtime } from '../runtime'
import { findSessionAnywhere, isExpired } from '../state/sessions'
import { readBody } from './read-body'

const selfieSchema = z.strictObject({ accepted: z.boolean() })
const lifetimeSchema = z.strictObject({ inMs: z.number().int().min(0).max(86_400_000) })

/** What people do outside the pages of a Link session, and how long one lives. */
export function sessionControl(runtime: Runtime): Hono {
  const routes = new Hono()

  routes.post('/sessions/:clientSecret/selfie', async (c) => {
    const body = await readBody(c, selfieSchema)
    if ('refused' in body) return body.refused
    const found = findSessionAnywhere(runtime, c.req.param('clientSecret'))
    if (found === null || isExpired(runtime, found.session)) return c.json({ error: 'Unknown session' }, 404)
    takeSelfie({ runtime, ...found }, body.data.accepted)
    return c.json({ status: found.session.status })
  })

  /** Lets one session end soon without moving everybody's clock. */
  routes.post('/sessions/:clientSecret/expire', async (c) => {
    const body = await readBody(c, lifetimeSchema)
    if ('refused' in body) return body.refused
    const found = findSessionAnywhere(runtime, c.req.param('clientSecret'))
    if (found === null) return c.json({ error: 'Unknown session' }, 404)
    found.session.expiresAt = runtime.store.now() + body.data.inMs
    runtime.store.changed()
    return c.json({ expiresAt: new Date(found.session.expiresAt).toISOString() })
  })

  return routes
}
