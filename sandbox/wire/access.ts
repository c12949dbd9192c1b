import { type Context, Hono } from 'hono'
import { createMiddleware } from 'hono/factory'
import type { Runtime } from '../runtime'
import { avatarOf } from '../state/avatars'
import { findConnection } from '../state/connections'
import type { Connection } from '../state/schema'
import { countsOf, profileCountsOf } from './counts'
import { chartOf, chartQuerySchema } from './earnings'
import type { WireEnv } from './env'
import { apiError } from './errors'

type AccessEnv = WireEnv & { Variables: WireEnv['Variables'] & { connection: Connection } }

/** What the account itself has to say before any permission matters. */
function sessionError(c: Context, connection: Connection) {
  if (connection.status === 'awaiting_2fa') {
    return apiError(c, 'SESSION_EXPIRED', 'Connection needs verification', 'verify_identity')
  }
  if (connection.status === 'expired' || connection.revoked) {
    return apiError(c, 'SESSION_EXPIRED', 'Connection expired', 'relink_connection')
  }
  return null
}

/** Reads of user data through one connection, which `x-connection-id` names. */
export function accessRoutes(runtime: Runtime): Hono<AccessEnv> {
  const routes = new Hono<AccessEnv>()

  const reader = (permission: string) =>
    createMiddleware<AccessEnv>(async (c, next) => {
      const connection = findConnection(c.get('organisation'), c.req.header('x-connection-id') ?? null)
      if (connection === undefined) return apiError(c, 'SESSION_NOT_PROVIDED', 'Connection not found')
      const { allowed, headers } = runtime.limiter.take(connection.id, runtime.store.now())
      for (const [name, value] of Object.entries(headers)) c.header(name, value)
      if (!allowed) return apiError(c, 'RATE_LIMIT_EXCEEDED', 'Too many requests')
      const dead = sessionError(c, connection)
      if (dead !== null) return dead
      if (!connection.permissions.includes(permission)) {
        return apiError(c, 'FORBIDDEN', `Permission ${permission} is not granted`)
      }
      connection.lastCheckedAt = runtime.store.isoNow()
      runtime.store.changed()
      c.set('connection', connection)
      await next()
    })

  routes.get('/self', reader('profile:read'), (c) => {
    const connection = c.get('connection')
    if (connection.signedOut) return c.json({ isAuth: false })
    return c.json({
      isAuth: true,
      id: Number(connection.ofUserId),
      username: connection.username,
      name: connection.name,
      avatar: avatarOf(runtime, connection),
      ...profileCountsOf(connection, runtime.store.now()),
    })
  })

  routes.get('/subscriptions/count', reader('subscriptions:read'), (c) =>
    c.json(countsOf(c.get('connection'), runtime.store.now())),
  )

  routes.get('/earnings/chart', reader('earnings:read'), (c) => {
    const query = chartQuerySchema.safeParse(c.req.query())
    if (!query.success) return apiError(c, 'BAD_REQUEST', 'Invalid query')
    const chart = chartOf(c.get('connection'), query.data, runtime.store.now())
    return chart === null ? apiError(c, 'BAD_REQUEST', 'startDate must not be after endDate') : c.json(chart)
  })

  return routes
}
