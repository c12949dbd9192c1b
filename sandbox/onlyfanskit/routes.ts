import { type Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import type { Runtime } from '../runtime'
import { bearer, record } from '../wire/record'
import { MINUTE_MS, requireKey, scope } from './access'
import { accountRoutes } from './accounts'
import type { KitEnv } from './env'
import { loginRoutes } from './login'
import { notFound, problem } from './problems'

const MAX_BODY_BYTES = 64 * 1024

/** OnlyFansKit below `/v1`. */
export function onlyfanskitRoutes(runtime: Runtime): Hono<KitEnv> {
  const routes = new Hono<KitEnv>()
  const tooLarge = (c: Context) => problem(c, 413, 'payload-too-large', 'Request body is too large')
  routes.use(
    '*',
    bodyLimit({ maxSize: MAX_BODY_BYTES, onError: tooLarge }),
    record(runtime, bearer),
    requireKey(runtime),
  )

  routes.get('/me', scope('me:read'), (c) => {
    const { id, name } = c.get('organisation')
    const { scopes } = c.get('world').book.switches
    return c.json({ id, label: name, scopes })
  })

  routes.get('/me/usage', scope('usage:read'), (c) => {
    const { organisation, book } = c.get('world')
    const { minuteLimit, accountReads, accountWrites } = book.switches
    const now = runtime.store.now()
    const org = runtime.windows.peek(`onlyfanskit:${organisation.id}`, minuteLimit, MINUTE_MS, now)
    const reset = Math.ceil(org.resetAt / 1000)
    return c.json({
      rateLimits: {
        org: { limit: minuteLimit, remaining: org.remaining, reset },
        accountDefaults: { readPerMinute: accountReads, writePerMinute: accountWrites, reset },
      },
    })
  })

  routes.route('/connect/login', loginRoutes())
  routes.route('/accounts', accountRoutes())
  routes.all('*', (c) => notFound(c, 'Route'))
  return routes
}
