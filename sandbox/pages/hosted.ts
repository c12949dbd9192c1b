import { type Context, Hono } from 'hono'
import { createMiddleware } from 'hono/factory'
import { type CodeProblem, type SendProblem, sendCode, submitCode, takeSelfie } from '../flow/codes'
import { acceptConsent, cancel, openPage, submitLogin } from '../flow/engine'
import { sandboxEmail } from '../flow/scenarios'
import { byFace } from '../flow/two-factor'
import type { Runtime } from '../runtime'
import { findConnection } from '../state/connections'
import { findSessionAnywhere, isExpired } from '../state/sessions'
import { readEmbed } from './embed'
import { endPage, overPage, unknownPage } from './endings'
import { type Html, pageHeaders } from './layout'
import { codePage, consentPage, loginPage, selfiePage, waitingPage } from './screens'
import { pathOf, type View } from './view'

type HostedEnv = { Variables: { view: View } }

const EXPIRED = { status: 'error', step: null, errorCode: 'session_expired' } as const
const SECRET = ':clientSecret{cs_[a-z0-9]+}'

async function field(c: Context, name: string): Promise<string> {
  const value = (await c.req.parseBody())[name]
  return typeof value === 'string' ? value : ''
}

/** The page of a session as it stands. */
function currentPage(view: View, typedEmail: string): Html {
  const { organisation, session } = view
  switch (session.screen) {
    case 'consent':
      return consentPage(view)
    case 'login': {
      const known = findConnection(organisation, session.requestedConnectionId)
      return loginPage(view, { email: typedEmail || session.email || known?.email || '', problem: null })
    }
    case 'two_factor':
      return session.twoFactor !== null && byFace(session.twoFactor)
        ? selfiePage(view, false)
        : codePage(view, null, false)
    case 'waiting':
      return waitingPage(view)
    case 'finished':
      return unknownPage(view.embed)
  }
}

const withView = (runtime: Runtime) =>
  createMiddleware<HostedEnv>(async (c, next) => {
    const found = findSessionAnywhere(runtime, c.req.param('clientSecret') ?? '')
    const appType = found?.session.appType ?? null
    const embed = readEmbed(runtime, c, appType)
    const framed = embed === 'refused' ? null : embed
    const open = appType === 'embed' ? embed !== 'refused' : framed !== null
    const blocked = found?.organisation.switches.embedFrame === 'blocked'
    const ancestors = open && !blocked ? ["'self'", ...runtime.config.appOrigins].join(' ') : "'none'"
    pageHeaders(c, ancestors, framed?.nonce)
    const origin = c.req.header('origin')
    if (c.req.method === 'POST' && origin !== undefined && origin !== runtime.origin)
      return c.html(unknownPage(), 403)
    if (embed === 'refused') return c.html(unknownPage(), 403)
    if (found === null || appType === 'whitelabel') return c.html(unknownPage(framed), 404)
    const { organisation, session } = found
    const view: View = { runtime, organisation, session, embed: framed }
    if (isExpired(runtime, session)) {
      if (framed !== null) return c.html(overPage(framed), 410)
      return c.html(session.screen === 'finished' ? unknownPage() : endPage(view, EXPIRED), 410)
    }
    c.set('view', view)
    await next()
  })

/** The hosted login: one address per session, one screen at a time, a form for each step. */
export function hostedRoutes(runtime: Runtime): Hono<HostedEnv> {
  const routes = new Hono<HostedEnv>()
  routes.use(`/${SECRET}`, withView(runtime))
  routes.use(`/${SECRET}/:step`, withView(runtime))

  const here = (c: Context<HostedEnv>) => c.redirect(pathOf(c.get('view')), 303)
  const back = (c: Context<HostedEnv>) => c.redirect(pathOf(c.get('view'), 'return'), 303)
  const after = (c: Context<HostedEnv>) => (c.get('view').session.screen === 'finished' ? back(c) : here(c))
  const code = (c: Context<HostedEnv>, problem: CodeProblem | SendProblem | null, sent: boolean) =>
    c.html(codePage(c.get('view'), problem, sent))

  routes.get(`/${SECRET}`, (c) => {
    const view = c.get('view')
    const { screen, outcome } = view.session
    // A redirect would lose that the frame is new, and with it the word that the page is there.
    if (screen === 'finished' && outcome !== null && view.embed !== null)
      return c.html(endPage(view, outcome))
    if (screen === 'finished') return back(c)
    openPage(view)
    return c.html(currentPage(view, sandboxEmail(c.req.query('email') ?? '') ?? ''))
  })

  routes.post(`/${SECRET}/consent`, (c) => {
    acceptConsent(c.get('view'))
    return after(c)
  })

  routes.post(`/${SECRET}/login`, async (c) => {
    const view = c.get('view')
    const email = (await field(c, 'email')).slice(0, 200)
    const problem = submitLogin(view, email, await field(c, 'password'))
    return problem === null ? after(c) : c.html(loginPage(view, { email, problem }))
  })

  routes.post(`/${SECRET}/code`, async (c) => {
    const problem = submitCode(c.get('view'), await field(c, 'code'))
    return problem === null ? after(c) : code(c, problem, false)
  })

  routes.post(`/${SECRET}/send`, (c) => {
    if (c.get('view').session.screen !== 'two_factor') return after(c)
    const problem = sendCode(c.get('view'))
    return code(c, problem, problem === null)
  })

  routes.post(`/${SECRET}/selfie`, async (c) => {
    const problem = takeSelfie(c.get('view'), (await field(c, 'result')) === 'accepted')
    return problem === null ? after(c) : c.html(selfiePage(c.get('view'), true))
  })

  routes.post(`/${SECRET}/cancel`, (c) => {
    cancel(c.get('view'))
    return back(c)
  })

  routes.get(`/${SECRET}/return`, (c) => {
    const view = c.get('view')
    return view.session.outcome === null ? here(c) : c.html(endPage(view, view.session.outcome))
  })

  return routes
}
