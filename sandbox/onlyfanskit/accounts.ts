import { Hono } from 'hono'
import { expire } from '../logins/account-actions'
import { removeAccount } from '../logins/accounts'
import { begin } from '../logins/engine'
import type { RemoteAccount } from '../logins/schema'
import { selfObject } from '../logins/self-object'
import { scriptOf } from '../logins/tags'
import type { World } from '../logins/world'
import { avatarOf } from '../state/avatars'
import { account, scope } from './access'
import { attemptBody } from './attempt-wire'
import type { KitEnv } from './env'
import { takeLogin } from './login'
import { credentialsRejected, disconnected, problem } from './problems'

const iso = (ms: number | null) => (ms === null ? null : new Date(ms).toISOString())

/** An account; its fields are not published, ours are named after their neighbours. */
function accountBody({ runtime, book }: World, one: RemoteAccount) {
  const shownDead = !one.authenticated && book.switches.deadStatus === 'shown'
  return {
    id: one.id,
    username: one.person?.username ?? null,
    name: one.person?.name ?? null,
    avatar: one.person === null ? null : avatarOf(runtime, one.person),
    onlyfans_id: one.person === null ? null : Number(one.person.ofUserId),
    status: shownDead ? 'disconnected' : 'active',
    remember_credentials: one.remembers,
    created_at: iso(one.createdAt),
    last_used_at: iso(one.lastUsedAt),
  }
}

type OneEnv = KitEnv & { Variables: { account: RemoteAccount } }

/** Accounts: list, one, its profile, another login, removal. */
export function accountRoutes(): Hono<OneEnv> {
  const routes = new Hono<OneEnv>()

  routes.get('/', scope('accounts:read'), (c) => {
    const world = c.get('world')
    const rows = world.book.accounts.map((one) => accountBody(world, one))
    const shape = world.book.switches.listShape
    return c.json(shape === 'bare' ? rows : { [shape]: rows })
  })

  routes.get('/:id', scope('accounts:read'), account('read'), (c) =>
    c.json(accountBody(c.get('world'), c.get('account'))),
  )

  routes.get('/:id/me', scope('accounts:read'), account('read'), (c) => {
    const world = c.get('world')
    const one = c.get('account')
    if (one.revoked) expire(world, one)
    if (!one.authenticated || one.person === null) return disconnected(c)
    one.lastUsedAt = world.runtime.store.now()
    world.runtime.store.changed()
    return c.json(selfObject(world, one.person))
  })

  routes.post('/:id/reauthenticate', scope('accounts:write'), account('write'), (c) => {
    const world = c.get('world')
    const one = c.get('account')
    if (!one.remembers || one.email === null) {
      return problem(c, 412, 'credentials-not-stored', 'Stored credentials required', {
        detail: 'This account has no stored credentials. Reconnect it.',
      })
    }
    const refused = takeLogin(c, world)
    if (refused !== null) return refused
    if (one.passwordChanged || scriptOf(one.email).end === 'bad') return credentialsRejected(c)
    // One trip: what can be known at once is in this very answer.
    const attempt = begin(
      world,
      {
        accountId: one.id,
        authType: 'email_password',
        purpose: 'reauthenticate',
        email: one.email,
        displayName: one.displayName,
        clientReferenceId: null,
        clientToken: null,
        force: true,
        remembers: true,
        passwordRight: true,
      },
      0,
    )
    return c.json(attemptBody(world, attempt))
  })

  routes.delete('/:id', scope('accounts:write'), account('write'), (c) => {
    removeAccount(c.get('world'), c.get('account').id)
    return c.body(null, 204)
  })

  return routes
}
