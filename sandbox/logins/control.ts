import { Hono } from 'hono'
import { z } from 'zod'
import { readBody } from '../control/read-body'
import { worldKeySchema } from '../control/world-key'
import type { Runtime } from '../runtime'
import { organisationOf } from '../state/organisations'
import { act, isAccountAction } from './account-actions'
import { isMove, move } from './attempt-moves'
import { bookSwitchesSchema } from './schema'
import { seedAccounts, seedAccountsSchema } from './seed'
import { canariesOf } from './self-object'
import { allWorlds, type World, worldOf } from './world'

const providerSchema = z.enum(['onlyfansapi', 'onlyfanskit'])
const switchSchema = bookSwitchesSchema
  .partial()
  .extend({ apiKey: worldKeySchema, provider: providerSchema })
  .strict()
const emailSchema = z.object({ email: z.string().optional() }).nullable().catch(null)

/** Everything of one provider's part, with the canaries that an account's raw object carries. */
function told({ book }: World) {
  const accounts = book.accounts.map((account) => ({
    ...account,
    canaries: account.person === null ? null : canariesOf(account.person),
  }))
  return { ...book, accounts }
}

/**
 * Steers OnlyFansAPI and OnlyFansKit, below `/__control/logins`:
 * `GET ?apiKey=` tells accounts, attempts, widget sessions and switches of both; `POST /seed` makes accounts;
 * `POST /switches` sets some of a provider's switches; `POST /accounts/:id/:action` and
 * `POST /attempts/:id/:move` do something to one account or attempt, whosever it is.
 */
export function loginControl(runtime: Runtime): Hono {
  const routes = new Hono()

  routes.get('/', (c) => {
    const key = worldKeySchema.safeParse(c.req.query('apiKey'))
    if (!key.success) return c.json({ error: 'apiKey is missing' }, 400)
    const organisation = organisationOf(runtime, key.data)
    return c.json({
      now: runtime.store.isoNow(),
      onlyfansapi: told(worldOf(runtime, organisation, 'onlyfansapi')),
      onlyfanskit: told(worldOf(runtime, organisation, 'onlyfanskit')),
    })
  })

  routes.post('/seed', async (c) => {
    const body = await readBody(c, seedAccountsSchema)
    if ('refused' in body) return body.refused
    return c.json({ accounts: seedAccounts(runtime, body.data) })
  })

  routes.post('/switches', async (c) => {
    const body = await readBody(c, switchSchema)
    if ('refused' in body) return body.refused
    const { apiKey, provider, ...switches } = body.data
    const { book } = worldOf(runtime, organisationOf(runtime, apiKey), provider)
    Object.assign(book.switches, switches)
    runtime.store.changed()
    return c.json(book.switches)
  })

  routes.post('/accounts/:id/:action', (c) => {
    const action = c.req.param('action')
    for (const world of allWorlds(runtime)) {
      const account = world.book.accounts.find((candidate) => candidate.id === c.req.param('id'))
      if (account === undefined || !isAccountAction(action)) continue
      act(world, account, action)
      return c.json({ account })
    }
    return c.json({ error: 'Unknown account or action' }, 404)
  })

  routes.post('/attempts/:id/:move', async (c) => {
    const to = c.req.param('move')
    const { email = null } = emailSchema.parse(await c.req.json().catch(() => null)) ?? {}
    for (const world of allWorlds(runtime)) {
      const attempt = world.book.attempts.find((candidate) => candidate.id === c.req.param('id'))
      if (attempt === undefined || !isMove(to)) continue
      move(world, attempt, to, email)
      return c.json({ attempt })
    }
    return c.json({ error: 'Unknown attempt or move' }, 404)
  })

  return routes
}
