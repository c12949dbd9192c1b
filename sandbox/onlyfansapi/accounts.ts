import { Hono } from 'hono'
import { createMiddleware } from 'hono/factory'
import { z } from 'zod'
import { expire } from '../logins/account-actions'
import { removeAccount } from '../logins/accounts'
import type { RemoteAccount } from '../logins/schema'
import { selfObject } from '../logins/self-object'
import { findAccount, type World } from '../logins/world'
import { pick, randomAlphanumeric } from '../state/ids'
import { meta } from './access'
import type { ApiEnv } from './env'
import { accountNotFound, invalid, needsReauthentication, noCredits, unavailable } from './errors'
import { emitAccountEvent } from './events'
import { micro } from './times'

const KEEP_SESSIONS = 500

/** One row of the list. An account that never logged in has no user yet. */
function listed(world: World, account: RemoteAccount) {
  const { person } = account
  return {
    id: account.id,
    ...(person === null
      ? {}
      : {
          onlyfans_id: Number(person.ofUserId),
          onlyfans_username: person.username,
        }),
    onlyfans_email: account.email,
    is_authenticated: account.authenticated,
    authentication_progress: account.progress,
    display_name: account.displayName,
    ...(person === null ? {} : { onlyfans_user_data: selfObject(world, person) }),
    ...(world.book.switches.listReference ? { client_reference_id: account.clientReferenceId } : {}),
  }
}

const sessionSchema = z.object({
  display_name: z.string().min(1).max(255),
  client_reference_id: z.string().max(255).nullish(),
  proxy_country: z.enum(['us', 'uk', 'gb']).nullish(),
})

/** The team, its accounts, and the sessions of the widget. */
export function accountRoutes(): Hono<ApiEnv> {
  const routes = new Hono<ApiEnv>()

  routes.get('/whoami', (c) => {
    const { name, id } = c.get('organisation')
    const { runtime } = c.get('world')
    const used = micro(runtime.store.now())
    return c.json({
      api_key: { name: 'Sandbox key', last_used_at: used, created_at: '2026-01-05T09:00:00.000000Z' },
      team: { name, slug: id.replaceAll('_', '-') },
    })
  })

  routes.get('/accounts', (c) => {
    const world = c.get('world')
    const query = c.req.query()
    const matches = (value: unknown, wanted: string | undefined) =>
      wanted === undefined || wanted === '' || String(value ?? '').toLowerCase() === wanted.toLowerCase()
    const rows = world.book.accounts.filter(
      ({ person, email }) =>
        matches(person?.ofUserId, query.onlyfans_id) &&
        matches(person?.username, query.onlyfans_username) &&
        matches(email, query.onlyfans_email),
    )
    return c.json(rows.map((account) => listed(world, account)))
  })

  routes.delete('/accounts/:id', (c) => {
    const world = c.get('world')
    const account = findAccount(world, c.req.param('id'))
    if (account === undefined) return accountNotFound(c)
    removeAccount(world, account.id)
    emitAccountEvent(world, account, 'accounts.disconnected')
    return c.body(null, 204)
  })

  routes.post('/client-sessions', async (c) => {
    const { book, runtime } = c.get('world')
    const body = sessionSchema.safeParse(await c.req.json().catch(() => null))
    if (!body.success) {
      const field = String(body.error.issues[0]?.path[0] ?? 'display_name')
      return invalid(c, { [field]: [`The ${field.replaceAll('_', ' ')} field is required.`] })
    }
    const session = {
      token: randomAlphanumeric('ofapi_cs_', 32),
      displayName: body.data.display_name,
      clientReferenceId: body.data.client_reference_id ?? null,
      attemptId: null,
      createdAt: runtime.store.now(),
    }
    book.clientSessions = [...book.clientSessions.slice(1 - KEEP_SESSIONS), session]
    runtime.store.changed()
    const { token, displayName, clientReferenceId } = session
    const data = { token, display_name: displayName, client_reference_id: clientReferenceId }
    return c.json({ data, _meta: meta(c.var, 0) })
  })

  return routes
}

type ReadEnv = ApiEnv & { Variables: ApiEnv['Variables'] & { person: NonNullable<RemoteAccount['person']> } }

/** Finds the account of the path, alive, and takes the credit that every read costs. */
const reader = createMiddleware<ReadEnv>(async (c, next) => {
  const world = c.get('world')
  const { switches } = world.book
  const account = findAccount(world, c.req.param('account') ?? null)
  if (account === undefined) return accountNotFound(c)
  if (account.updating) return unavailable(c)
  if (switches.credits < 1) return noCredits(c)
  if (account.revoked) expire(world, account)
  if (!account.authenticated || account.person === null) {
    return needsReauthentication(c, switches.errorsInside200 ? 200 : 401)
  }
  switches.credits -= 1
  account.lastUsedAt = world.runtime.store.now()
  world.runtime.store.changed()
  c.set('person', account.person)
  await next()
})

/** Reads through one account, below `/api/{account}`. */
export function meRoutes(): Hono<ReadEnv> {
  const routes = new Hono<ReadEnv>()
  routes.get('/:account{acct_[a-z0-9]+}/me', reader, (c) =>
    c.json({ data: selfObject(c.get('world'), c.get('person')), _meta: meta(c.var, 1) }),
  )
  routes.get('/:account{acct_[a-z0-9]+}/me/model-start-date', reader, (c) => {
    const { joinDate } = selfObject(c.get('world'), c.get('person'))
    return c.json({ data: { startDate: String(joinDate).slice(0, 10) }, _meta: meta(c.var, 1) })
  })
  routes.get('/:account{acct_[a-z0-9]+}/me/top-percentage', reader, (c) => {
    const top = pick(`top:${c.get('person').ofUserId}`, 1, 400) / 10
    return c.json({ data: { topPercentage: top }, _meta: meta(c.var, 1) })
  })
  return routes
}
