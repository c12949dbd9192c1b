import { Hono } from 'hono'
import { LOGINS_CSS } from '../logins/pages/styles'
import { MAILBOX_CSS } from '../mail/styles'
import { drawAvatar } from './avatar'
import { EMBED_SCRIPT } from './embed-script'
import { PEOPLE_CSS } from './people-styles'
import { BASE_CSS, HOSTED_CSS } from './styles'

const ICON =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="9" fill="#0f6b5c"/><g fill="none" stroke="#fff" stroke-width="2.2"><rect x="7" y="12.5" width="11" height="7" rx="3.5"/><rect x="14" y="12.5" width="11" height="7" rx="3.5"/></g></svg>'
const KEEP_AVATARS = 500

/** Stylesheet, script, icon, and the pictures of made-up people, which the app's own pages may show too. */
export function assetRoutes(): Hono {
  const routes = new Hono()
  const drawn = new Map<string, Uint8Array<ArrayBuffer>>()

  routes.get('/assets/sandbox.css', (c) =>
    c.body(BASE_CSS + HOSTED_CSS + PEOPLE_CSS + MAILBOX_CSS + LOGINS_CSS, 200, {
      'content-type': 'text/css; charset=utf-8',
      'cache-control': 'no-cache',
      'x-content-type-options': 'nosniff',
    }),
  )

  routes.get('/assets/embed.js', (c) =>
    c.body(EMBED_SCRIPT, 200, {
      'content-type': 'text/javascript; charset=utf-8',
      'cache-control': 'no-cache',
      'x-content-type-options': 'nosniff',
    }),
  )

  routes.get('/assets/icon.svg', (c) =>
    c.body(ICON, 200, { 'content-type': 'image/svg+xml', 'x-content-type-options': 'nosniff' }),
  )

  routes.get('/avatars/:file{\\d{1,15}\\.png}', (c) => {
    const id = c.req.param('file').replace('.png', '')
    const png = drawn.get(id) ?? new Uint8Array(drawAvatar(id))
    if (drawn.size < KEEP_AVATARS) drawn.set(id, png)
    return c.body(png, 200, {
      'content-type': 'image/png',
      'cache-control': 'public, max-age=86400',
      'cross-origin-resource-policy': 'cross-origin',
      'x-content-type-options': 'nosniff',
    })
  })

  return routes
}
