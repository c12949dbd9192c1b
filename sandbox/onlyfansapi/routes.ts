import { type Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import type { Runtime } from '../runtime'
import { bearer, record } from '../wire/record'
import { requireKey } from './access'
import { accountRoutes, meRoutes } from './accounts'
import { authenticateRoutes } from './authenticate'
import type { ApiEnv } from './env'
import { missing } from './errors'

const MAX_BODY_BYTES = 64 * 1024

/** OnlyFansAPI below `/api`. */
export function onlyfansapiRoutes(runtime: Runtime): Hono<ApiEnv> {
  const routes = new Hono<ApiEnv>()
  const tooLarge = (c: Context) => c.json({ message: 'The POST data is too large.' }, 413)
  routes.use(
    '*',
    bodyLimit({ maxSize: MAX_BODY_BYTES, onError: tooLarge }),
    record(runtime, bearer),
    requireKey(runtime),
  )
  routes.route('/authenticate', authenticateRoutes())
  routes.route('/', accountRoutes())
  routes.route('/', meRoutes())
  routes.all('*', (c) => missing(c, 'The route could not be found.'))
  return routes
}
