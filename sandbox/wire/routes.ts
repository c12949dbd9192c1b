import { type Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { createMiddleware } from 'hono/factory'
import type { Runtime } from '../runtime'
import { isAllowedKey, organisationOf } from '../state/organisations'
import type { KeyScope } from '../state/switches'
import { accessRoutes } from './access'
import { accountRoutes } from './account'
import type { WireEnv } from './env'
import { apiError, plainError } from './errors'
import { linkRoutes } from './link'
import { record } from './record'
import { whitelabelRoutes } from './whitelabel'

const MAX_BODY_BYTES = 64 * 1024

const requireKey = (runtime: Runtime) =>
  createMiddleware<WireEnv>(async (c, next) => {
    const apiKey = c.req.header('apikey')
    if (apiKey === undefined) return apiError(c, 'UNAUTHORIZED', 'API key is required')
    if (!isAllowedKey(runtime, apiKey)) return apiError(c, 'UNAUTHORIZED', 'Invalid API key')
    c.set('apiKey', apiKey)
    c.set('organisation', organisationOf(runtime, apiKey))
    await next()
  })

/** What the key may call. The status is documented, the text is ours. */
const requireScope = (scope: KeyScope) =>
  createMiddleware<WireEnv>(async (c, next) => {
    if (c.get('organisation').switches.keyScopes.includes(scope)) return next()
    return plainError(c, 403, `This API key lacks the scope ${scope}`)
  })

/** The provider's API below `/v2`. */
export function wireRoutes(runtime: Runtime): Hono<WireEnv> {
  const routes = new Hono<WireEnv>()
  const tooLarge = (c: Context) => apiError(c, 'BAD_REQUEST', 'Request body is too large')
  routes.use(
    '*',
    bodyLimit({ maxSize: MAX_BODY_BYTES, onError: tooLarge }),
    record(runtime, (c) => c.req.header('apikey') ?? ''),
    requireKey(runtime),
  )
  routes.use('/link/*', requireScope('LINK'))
  routes.use('/account/*', requireScope('ACCOUNT'))
  routes.use('/access/*', requireScope('ACCESS'))
  routes.route('/link', linkRoutes(runtime))
  routes.route('/link', whitelabelRoutes(runtime))
  routes.route('/account', accountRoutes(runtime))
  routes.route('/access', accessRoutes(runtime))
  routes.all('*', (c) => apiError(c, 'ROUTE_NOT_FOUND', 'Route not found'))
  return routes
}
