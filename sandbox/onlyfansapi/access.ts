import { createMiddleware } from 'hono/factory'
import { organisationKey } from '../config'
import { worldOf } from '../logins/world'
import type { Runtime } from '../runtime'
import { isAllowedBearer, organisationOf } from '../state/organisations'
import { bearer } from '../wire/record'
import type { ApiEnv } from './env'
import { noKey } from './errors'

const MINUTE_MS = 60_000

/** The team's key, and its calls of this minute. */
export const requireKey = (runtime: Runtime) =>
  createMiddleware<ApiEnv>(async (c, next) => {
    const apiKey = bearer(c)
    if (!isAllowedBearer(runtime, 'onlyfansapi', apiKey)) return noKey(c)
    const organisation = organisationOf(runtime, organisationKey(apiKey))
    const world = worldOf(runtime, organisation, 'onlyfansapi')
    const now = runtime.store.now()
    const minute = world.book.switches.minuteLimit
    const taken = runtime.windows.take(`onlyfansapi:${organisation.id}`, minute, MINUTE_MS, now)
    c.header('x-rate-limit-limit-minute', String(minute))
    c.header('x-rate-limit-remaining-minute', String(taken.remaining))
    c.header('x-rate-limit-reset-minute', String(Math.ceil(taken.resetAt / 1000)))
    if (!taken.allowed) {
      c.header('Retry-After', String(taken.retryAfterSec))
      return c.json({ error: 'RATE_LIMITED', message: 'Too Many Attempts.' }, 429)
    }
    c.set('apiKey', apiKey)
    c.set('organisation', organisation)
    c.set('world', world)
    c.set('limit', { minute, remaining: taken.remaining })
    await next()
  })

/** The `_meta` of the endpoints that have one. `used` are the credits that this call cost. */
export function meta({ world, limit }: Pick<ApiEnv['Variables'], 'world' | 'limit'>, used: number) {
  const { minute, remaining } = limit
  return {
    _credits: { used, balance: world.book.switches.credits, note: 'Always' },
    _cache: { is_cached: false, note: 'Cache disabled for this endpoint' },
    _rate_limits: {
      limit_minute: minute,
      remaining_minute: remaining,
      limit_day: null,
      remaining_day: null,
      notice: 'Daily limits were removed.',
    },
  }
}
