import { randomBytes } from 'node:crypto'
import { type Context, Hono } from 'hono'
import { createMiddleware } from 'hono/factory'
import { confirmSelfie, emailCreator, submitCode } from '../logins/answers'
import { countRead } from '../logins/engine'
import type { LoginAttempt } from '../logins/schema'
import { findAttempt, worldOf } from '../logins/world'
import { type Html, pageHeaders } from '../pages/layout'
import type { Runtime } from '../runtime'
import { startLogin } from './start'
import {
  codeScreen,
  continueScreen,
  faceScreen,
  failedScreen,
  loginScreen,
  successScreen,
  unknownScreen,
  type Widget,
  waitingScreen,
} from './widget-screens'

/** Says one thing to the page around it, once: to the app's own origin and to no other. */
const SCRIPT = `(() => {
  const { origins, message } = JSON.parse(document.currentScript.dataset.settings)
  if (window.parent === window) return
  const around = window.location.ancestorOrigins?.[0] ?? (document.referrer ? new URL(document.referrer).origin : '')
  const known = origins.filter((origin) => origin === around)
  for (const origin of known.length > 0 ? known : origins) window.parent.postMessage(message, origin)
})()
`
const TOKEN = ':token{ofapi_cs_[A-Za-z0-9]+}'

type WidgetEnv = { Variables: { widget: Widget } }

async function field(c: Context, name: string): Promise<string> {
  const value = (await c.req.parseBody())[name]
  return typeof value === 'string' ? value : ''
}

function attemptOf({ world, session }: Widget): LoginAttempt | undefined {
  return session.attemptId === null ? undefined : findAttempt(world, session.attemptId)
}

/** The screen of a login as it stands; showing it counts as a read. */
function screenOf(widget: Widget): Html {
  const attempt = attemptOf(widget)
  if (attempt === undefined) return loginScreen(widget, { email: '', problem: null })
  if (attempt.state === 'succeeded') return successScreen(widget, attempt)
  if (attempt.state === 'failed') return failedScreen(widget, attempt)
  if (attempt.state === 'challenge') {
    return attempt.challenge === 'face' ? faceScreen(widget, attempt) : codeScreen(widget, attempt)
  }
  countRead(widget.world, attempt)
  return waitingScreen()
}

const withWidget = (runtime: Runtime) =>
  createMiddleware<WidgetEnv>(async (c, next) => {
    const nonce = randomBytes(12).toString('base64url')
    pageHeaders(c, runtime.config.appOrigins.join(' ') || "'none'", nonce)
    const origin = c.req.header('origin')
    if (c.req.method === 'POST' && origin !== undefined && origin !== runtime.origin) {
      return c.html(unknownScreen(), 403)
    }
    for (const organisation of Object.values(runtime.store.state.organisations)) {
      const world = worldOf(runtime, organisation, 'onlyfansapi')
      const session = world.book.clientSessions.find(({ token }) => token === c.req.param('token'))
      if (session === undefined) continue
      c.set('widget', { world, session, nonce })
      return next()
    }
    return c.html(unknownScreen(), 404)
  })

/** The embedded widget below `/embed-auth`: a login with its second factor, inside a frame of the app. */
export function widgetRoutes(runtime: Runtime): Hono<WidgetEnv> {
  const routes = new Hono<WidgetEnv>()

  routes.get('/widget.js', (c) =>
    c.body(SCRIPT, 200, {
      'content-type': 'text/javascript; charset=utf-8',
      'cache-control': 'no-cache',
      'x-content-type-options': 'nosniff',
    }),
  )

  routes.use(`/${TOKEN}`, withWidget(runtime))
  routes.use(`/${TOKEN}/:step`, withWidget(runtime))
  const here = (c: Context<WidgetEnv>) => c.redirect(`/embed-auth/${c.get('widget').session.token}`, 303)

  routes.get(`/${TOKEN}`, (c) => c.html(screenOf(c.get('widget'))))

  routes.post(`/${TOKEN}/login`, async (c) => {
    const widget = c.get('widget')
    const { world, session } = widget
    const email = (await field(c, 'email')).slice(0, 200)
    if (attemptOf(widget) !== undefined) return here(c)
    const started = startLogin(
      world,
      { email, password: await field(c, 'password') },
      {
        clientToken: session.token,
        clientReferenceId: session.clientReferenceId,
        displayName: session.displayName,
      },
    )
    if ('attempt' in started) {
      session.attemptId = started.attempt.id
      return here(c)
    }
    const problem = 'errors' in started ? (Object.values(started.errors)[0]?.[0] ?? '') : started.conflict
    return c.html(loginScreen(widget, { email, problem }))
  })

  routes.post(`/${TOKEN}/:step{code|send|selfie}`, async (c) => {
    const widget = c.get('widget')
    const attempt = attemptOf(widget)
    if (attempt === undefined) return here(c)
    const step = c.req.param('step')
    if (step === 'code') submitCode(widget.world, attempt, await field(c, 'code'))
    if (step === 'send') await emailCreator(widget.world, attempt)
    if (step === 'selfie') confirmSelfie(widget.world, attempt)
    return here(c)
  })

  routes.post(`/${TOKEN}/again`, (c) => {
    const widget = c.get('widget')
    if (attemptOf(widget)?.state === 'failed') widget.session.attemptId = null
    return here(c)
  })

  routes.post(`/${TOKEN}/continue`, (c) => c.html(continueScreen(c.get('widget'))))

  return routes
}
