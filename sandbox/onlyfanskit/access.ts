import { createMiddleware } from 'hono/factory'
import { organisationKey } from '../config'
import type { RemoteAccount } from '../logins/schema'
import { worldOf } from '../logins/world'
import type { Runtime } from '../runtime'
import { isAllowedBearer, organisationOf } from '../state/organisations'
import { bearer } from '../wire/record'
import type { KitEnv } from './env'
import { problem, quotaExceeded } from './problems'

export const MINUTE_MS = 60_000
export const HOUR_MS = 60 * MINUTE_MS

/** The key, and the calls of its organisation in this minute. */
export const requireKey = (runtime: Runtime) =>
  createMiddleware<KitEnv>(async (c, next) => {
    const apiKey = bearer(c)
    if (!isAllowedBearer(runtime, 'onlyfanskit', apiKey)) {
      return problem(c, 401, 'unauthorized', 'Missing or invalid API key', {
        detail: 'Send Authorization: Bearer <key>.',
      })
    }
    const organisation = organisationOf(runtime, organisationKey(apiKey))
    const world = worldOf(runtime, organisation, 'onlyfanskit')
    const limit = world.book.switches.minuteLimit
    const taken = runtime.windows.take(
      `onlyfanskit:${organisation.id}`,
      limit,
      MINUTE_MS,
      runtime.store.now(),
    )
    if (!taken.allowed) return quotaExceeded(c, 'org_rpm', limit, taken)
    c.set('apiKey', apiKey)
    c.set('organisation', organisation)
    c.set('world', world)
    await next()
  })

/** What the key must be allowed to do. */
export const scope = (name: string) =>
  createMiddleware<KitEnv>(async (c, next) => {
    if (c.get('world').book.switches.scopes.includes(name)) return next()
    return problem(c, 403, 'insufficient-scope', 'Missing scope', {
      detail: `This key lacks the scope ${name}.`,
      reason: name,
    })
  })

/** The account of the path and its calls of this minute; the account's own limits are lower for writes. */
export const account = (kind: 'read' | 'write') =>
  createMiddleware<KitEnv & { Variables: { account: RemoteAccount } }>(async (c, next) => {
    const { book, runtime } = c.get('world')
    const found = book.accounts.find((candidate) => candidate.id === c.req.param('id'))
    if (found === undefined) {
      return problem(c, 404, 'not-found', 'Account not found', { detail: 'Account not found.' })
    }
    const limit = kind === 'read' ? book.switches.accountReads : book.switches.accountWrites
    const name = `onlyfanskit:${found.id}:${kind}`
    const taken = runtime.windows.take(name, limit, MINUTE_MS, runtime.store.now())
    if (!taken.allowed) return quotaExceeded(c, `account_${kind}_rpm`, limit, taken)
    c.set('account', found)
    await next()
  })
