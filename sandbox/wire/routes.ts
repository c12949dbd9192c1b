import { type Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { createMiddleware } from 'hono/factory'
import { redact } from '../control/calls'
import type { Runtime } from '../runtime'
import { isAllowedKey, organisationOf } from '../state/organisations'
import { accessRoutes } from './access'
import { accountRoutes } from './account'
import type { WireEnv } from './env'
import { apiError } from './errors'
import { answerWithFault } from './fault-responses'
import { linkRoutes } from './link'
import { whitelabelRoutes } from './whitelabel'

const MAX_BODY_BYTES = 64 * 1024

async function bodyOf(c: Context): Promise<unknown> {
  const text = await c.req.text()
  if (text === '') return null
  try {
    return redact(JSON.parse(text))
  } catch {
    return '[not JSON]'
  }
}

/** Records each call with the status that the caller saw; 0 where it saw none. */
const record = (runtime: Runtime) =>
  createMiddleware<WireEnv>(async (c, next) => {
    const apiKey = c.req.header('apikey') ?? ''
    const { pathname, search } = new URL(c.req.url)
    const at = runtime.store.isoNow()
    const body = await bodyOf(c)
    const fault = runtime.faults.take(apiKey, c.req.method, pathname)
    if (fault === null) {
      await next()
    } else {
      c.res = await answerWithFault(fault, c.env, async () => {
        await next()
        return c.res
      })
    }
    const lost = fault !== null && ['reset', 'drop_after', 'truncated'].includes(fault.kind)
    runtime.calls.add(apiKey, {
      at,
      method: c.req.method,
      path: pathname + search,
      status: lost ? 0 : c.res.status,
      body,
    })
  })

const requireKey = (runtime: Runtime) =>
  createMiddleware<WireEnv>(async (c, next) => {
    const apiKey = c.req.header('apikey')
    if (apiKey === undefined) return apiError(c, 'UNAUTHORIZED', 'API key is required')
    if (!isAllowedKey(runtime, apiKey)) return apiError(c, 'UNAUTHORIZED', 'Invalid API key')
    c.set('apiKey', apiKey)
    c.set('organisation', organisationOf(runtime, apiKey))
    await next()
  })

/** The provider's API below `/v2`. */
export function wireRoutes(runtime: Runtime): Hono<WireEnv> {
  const routes = new Hono<WireEnv>()
  const tooLarge = (c: Context) => apiError(c, 'BAD_REQUEST', 'Request body is too large')
  routes.use(
    '*',
    bodyLimit({ maxSize: MAX_BODY_BYTES, onError: tooLarge }),
    record(runtime),
    requireKey(runtime),
  )
  routes.route('/link', linkRoutes(runtime))
  routes.route('/link', whitelabelRoutes(runtime))
  routes.route('/account', accountRoutes(runtime))
  routes.route('/access', accessRoutes(runtime))
  routes.all('*', (c) => apiError(c, 'ROUTE_NOT_FOUND', 'Route not found'))
  return routes
}
