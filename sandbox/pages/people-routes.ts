import { randomBytes } from 'node:crypto'
import { type Context, Hono } from 'hono'
import { sameSecret } from '../control/guard'
import type { Runtime } from '../runtime'
import { type Html, type PeoplePlace, pageHeaders } from './layout'
import { accountsPage } from './people'
import { type Done, formActions, noteOf } from './people-actions'
import { attemptsPage } from './people-attempts'
import { scenariosPage } from './people-scenarios'
import type { PeopleView } from './people-shell'
import { webhooksPage } from './people-webhooks'

/** The pages for people: buttons instead of the control API, guarded by origin and a token of this process. */
export function peopleRoutes(runtime: Runtime): Hono {
  const routes = new Hono()
  const csrf = randomBytes(24).toString('base64url')

  const show = (here: PeoplePlace, render: (view: PeopleView, c: Context) => Html) => (c: Context) => {
    pageHeaders(c)
    const query = (c.req.query('q') ?? '').slice(0, 100)
    return c.html(render({ here, csrf, query, note: noteOf(runtime, c.req.query()) }, c))
  }
  const accounts = show('accounts', (view) => accountsPage(runtime, view))
  routes.get('/', accounts)
  routes.get('/accounts', accounts)
  routes.get(
    '/attempts',
    show('attempts', (view) => attemptsPage(runtime, view)),
  )
  routes.get('/scenarios', show('scenarios', scenariosPage))
  routes.get(
    '/webhooks',
    show('webhooks', (view, c) =>
      webhooksPage(runtime, view, {
        event: c.req.query('event') ?? '',
        about: c.req.query('about') ?? '',
        how: c.req.query('how') ?? '',
      }),
    ),
  )

  for (const [path, act] of Object.entries(formActions(runtime))) {
    routes.post(path, async (c) => {
      const form = await c.req.parseBody()
      const token = typeof form.csrf === 'string' ? form.csrf : ''
      if (c.req.header('origin') !== runtime.origin || !sameSecret(token, csrf)) {
        return c.text('This form is too old or came from elsewhere. Reload the page and try again.', 403)
      }
      const done: Done | null = await act(c.req.param(), form)
      if (done === null) return c.text('Unknown account or action.', 404)
      const params = new URLSearchParams(done.query)
      if (typeof form.q === 'string' && form.q !== '') params.set('q', form.q)
      return c.redirect(`${done.page}?${params}${done.at === '' ? '' : `#${done.at}`}`, 303)
    })
  }

  return routes
}
