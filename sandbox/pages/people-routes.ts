import { randomBytes } from 'node:crypto'
import { type Context, Hono } from 'hono'
import { act, isAction, locate } from '../control/actions'
import { moveClock } from '../control/clock'
import { sameSecret } from '../control/guard'
import type { Runtime } from '../runtime'
import { pageHeaders } from './layout'
import { NOTES, peoplePage } from './people'

const MOVES: Record<string, { advanceMs: number } | { reset: true }> = {
  hour: { advanceMs: 3_600_000 },
  day: { advanceMs: 86_400_000 },
  reset: { reset: true },
}

/** `/` and `/accounts`: buttons instead of the control API, guarded by origin and a token of this process. */
export function peopleRoutes(runtime: Runtime): Hono {
  const routes = new Hono()
  const csrf = randomBytes(24).toString('base64url')

  /** What was just done, from ids and words that this process knows. */
  function note(c: Context): string | null {
    const done = c.req.query('done') ?? ''
    if (done === 'clock') return 'The clock was moved.'
    const found = locate(runtime, c.req.query('id') ?? '')
    return found !== null && isAction(done) ? `${found.connection.name} ${NOTES[done]}` : null
  }

  const show = (c: Context) => {
    pageHeaders(c)
    return c.html(peoplePage(runtime, { csrf, query: (c.req.query('q') ?? '').slice(0, 100), note: note(c) }))
  }
  routes.get('/', show)
  routes.get('/accounts', show)

  routes.use('/accounts/*', async (c, next) => {
    const form = await c.req.parseBody()
    const token = typeof form.csrf === 'string' ? form.csrf : ''
    if (c.req.header('origin') !== runtime.origin || !sameSecret(token, csrf)) {
      return c.text('This form is too old or came from elsewhere. Reload the page and try again.', 403)
    }
    await next()
  })

  const back = (c: Context, query: unknown, done: string, id: string) => {
    const params = new URLSearchParams({ done, id })
    if (typeof query === 'string' && query !== '') params.set('q', query)
    return c.redirect(`/accounts?${params}${id === '' ? '' : `#${id}`}`, 303)
  }

  routes.post('/accounts/clock', async (c) => {
    const form = await c.req.parseBody()
    const move =
      typeof form.move === 'string' && Object.hasOwn(MOVES, form.move) ? MOVES[form.move] : undefined
    if (move === undefined) return c.text('Unknown move.', 400)
    moveClock(runtime, move)
    return back(c, form.q, 'clock', '')
  })

  routes.post('/accounts/:id', async (c) => {
    const form = await c.req.parseBody()
    const found = locate(runtime, c.req.param('id'))
    const action = typeof form.action === 'string' ? form.action : ''
    if (found === null || !isAction(action)) return c.text('Unknown account or action.', 404)
    act(runtime, found, action)
    return back(c, form.q, action, found.connection.id)
  })

  return routes
}
