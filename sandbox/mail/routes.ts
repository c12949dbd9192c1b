import { type Context, Hono } from 'hono'
import { pageHeaders } from '../pages/layout'
import type { Runtime } from '../runtime'
import type { StoredMail } from './mailbox'
import { type MailView, mailboxPage, mailPage } from './pages'

/** A mail's own HTML: it may look as it likes, and load, run and send nothing. */
const BODY_POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'none'; base-uri 'none'; frame-ancestors 'self'; sandbox allow-popups allow-popups-to-escape-sandbox"

const viewOf = (value: string | undefined): MailView =>
  value === 'text' || value === 'headers' ? value : 'html'

/** `/mailbox`: what the demo sent, to be read by people. */
export function mailboxRoutes(runtime: Runtime): Hono {
  const routes = new Hono()
  const find = (c: Context): StoredMail | null => runtime.mailbox.find(Number(c.req.param('id')))

  routes.get('/mailbox', (c) => {
    pageHeaders(c)
    const to = (c.req.query('to') ?? '').slice(0, 200)
    return c.html(mailboxPage(runtime.mailbox.list(to), to))
  })

  routes.get('/mailbox/:id{\\d+}', (c) => {
    const mail = find(c)
    if (mail === null) return c.text('This mail is not here any more.', 404)
    pageHeaders(c)
    return c.html(mailPage(mail, viewOf(c.req.query('part'))))
  })

  routes.get('/mailbox/:id{\\d+}/body', (c) => {
    const mail = find(c)
    if (mail?.html == null) return c.text('This mail has no designed part.', 404)
    c.header('Content-Security-Policy', BODY_POLICY)
    c.header('X-Content-Type-Options', 'nosniff')
    c.header('Referrer-Policy', 'no-referrer')
    c.header('Cache-Control', 'no-store')
    return c.html(mail.html)
  })

  return routes
}
