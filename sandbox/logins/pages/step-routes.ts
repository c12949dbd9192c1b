import { type Context, Hono } from 'hono'
import { html } from 'hono/html'
import { sandboxEmail } from '../../flow/scenarios'
import { type Html, pageHeaders } from '../../pages/layout'
import type { Runtime } from '../../runtime'
import { approve, doSelfie, refuse } from '../answers'
import { pageUrl } from '../page-url'
import type { BookProvider, LoginAttempt } from '../schema'
import { allWorlds, findByPageToken } from '../world'
import { NOT_WAITING, saying, shell } from './shell'
import { phoneCard, selfieCard } from './step-screens'

const PAGE = '/:place{selfie|phone|verify|embed}/:token{p_[a-z0-9]+}'
const BAD_EMAIL = 'Use one of the sandbox e-mails, such as mia@creator.sandbox.com.'

async function field(c: Context, name: string): Promise<string> {
  const value = (await c.req.parseBody())[name]
  return typeof value === 'string' ? value : ''
}

/** The attempts that wait for the phone app, for a browser that cannot open its deeplink. */
function phoneList(runtime: Runtime, provider: BookProvider): Html {
  const waiting = allWorlds(runtime)
    .filter((world) => world.provider === provider)
    .flatMap((world) =>
      world.book.attempts
        .filter(({ state, challenge }) => state === 'challenge' && challenge === 'mobile')
        .map((attempt) => ({ world, attempt })),
    )
  if (waiting.length === 0) {
    return saying('waiting', 'No login waits for the phone app', 'Start one, then reload this page.')
  }
  return html`<h1>Logins that wait for the phone app</h1>
  <ul class="scenarios">${waiting.map(
    ({ world, attempt }) =>
      html`<li><a href="${pageUrl(world, attempt, 'phone')}">${attempt.displayName}</a><span class="muted">${world.organisation.name}</span></li>`,
  )}</ul>`
}

/**
 * The pages of an attempt at which a person does something on her own device: `selfie`, `phone`, `verify` and,
 * in a frame of the app, `embed`. `GET /phone` lists who waits for the phone app.
 */
export function stepRoutes(runtime: Runtime, provider: BookProvider): Hono {
  const routes = new Hono()

  const show = (c: Context, attempt: LoginAttempt | null, problem: string | null = null) => {
    const place = c.req.param('place')
    const framed = place === 'embed'
    pageHeaders(c, framed ? runtime.config.appOrigins.join(' ') || "'none'" : "'none'")
    const card =
      attempt === null ? NOT_WAITING : place === 'selfie' ? selfieCard(attempt) : phoneCard(attempt, problem)
    return c.html(shell({ provider, title: 'Your login', card, framed }), attempt === null ? 404 : 200)
  }

  routes.get('/phone', (c) => {
    pageHeaders(c)
    return c.html(shell({ provider, title: 'Phone app', card: phoneList(runtime, provider), refresh: 5 }))
  })

  routes.get(PAGE, (c) => show(c, findByPageToken(runtime, c.req.param('token'))?.attempt ?? null))

  routes.post(PAGE, async (c) => {
    const origin = c.req.header('origin')
    const found = findByPageToken(runtime, c.req.param('token'))
    if ((origin !== undefined && origin !== runtime.origin) || found === null) return show(c, null)
    const { world, attempt } = found
    const does = await field(c, 'does')
    const typed = await field(c, 'email')
    const email = attempt.email ?? sandboxEmail(typed)
    if (does === 'approve' && email === null) return show(c, attempt, BAD_EMAIL)
    if (does === 'selfie') doSelfie(world, attempt)
    if (does === 'approve') approve(world, attempt, email)
    if (does === 'refuse') refuse(world, attempt)
    return c.redirect(c.req.path, 303)
  })

  return routes
}
