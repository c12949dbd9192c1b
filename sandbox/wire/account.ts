import { Hono } from 'hono'
import { z } from 'zod'
import type { Runtime } from '../runtime'
import { deleteConnection, expireConnection, findConnection, wireConnection } from '../state/connections'
import type { WireEnv } from './env'
import { plainError } from './errors'

/** A maximum is not published; a caller that asks for more gets this many. */
const MAX_LIMIT = 100

const querySchema = z.object({
  status: z.enum(['active', 'expired', 'awaiting_2fa']).optional(),
  imported: z.enum(['true', 'false']).optional(),
  limit: z.coerce.number().int().min(1).default(10),
  offset: z.coerce.number().int().min(0).default(0),
})

/** The key's own account and its connections. The order of the list is not published; ours is newest first. */
export function accountRoutes(runtime: Runtime): Hono<WireEnv> {
  const routes = new Hono<WireEnv>()

  routes.get('/whoami', (c) => {
    const { id, name, switches } = c.get('organisation')
    return c.json({ id, name, permissions: switches.permissions })
  })

  routes.get('/connections', (c) => {
    const query = querySchema.safeParse(c.req.query())
    if (!query.success) return plainError(c, 400, 'Invalid query')
    const { status, imported, offset } = query.data
    const limit = Math.min(query.data.limit, MAX_LIMIT)
    const all = c
      .get('organisation')
      .connections.filter(
        (connection) =>
          (status === undefined || connection.status === status) &&
          (imported === undefined || connection.imported === (imported === 'true')),
      )
      .sort((a, b) => b.createdAt.localeCompare(a.createdAt) || a.id.localeCompare(b.id))
    const page = all.slice(offset, offset + limit)
    return c.json({
      list: page.map((connection) => wireConnection(runtime, connection)),
      hasMore: offset + page.length < all.length,
    })
  })

  routes.delete('/connections/:id', (c) => {
    if (!deleteConnection(runtime, c.get('organisation'), c.req.param('id'))) {
      return plainError(c, 404, 'Connection not found')
    }
    return c.json({ success: true })
  })

  routes.post('/connections/:id/invalidate', (c) => {
    const connection = findConnection(c.get('organisation'), c.req.param('id'))
    if (connection === undefined) return plainError(c, 404, 'Connection not found')
    expireConnection(runtime, c.get('organisation'), connection)
    return c.json({ success: true })
  })

  return routes
}
