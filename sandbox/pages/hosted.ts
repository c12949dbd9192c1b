import { type Context, Hono } from 'hono'
import { createMiddleware } from 'hono/factory'
import type { Attempt } from '../flow/attempt'
import { type CodeProblem, type SendProblem, sendCode, submitCode } from '../flow/codes'
import { acceptConsent, cancel, openPage, submitLogin } from '../flow/engine'
import { sandboxEmail } from '../flow/scenarios'
import type { Runtime } from '../runtime'
import { findConnection } from '../state/connections'
import { findSessionAnywhere, isExpired } from '../state/sessions'
import { endPage, unknownPage } from './endings'
import { type Html, pageHeaders } from './layout'
import { codePage, consentPage, loginPage, waitingPage } from './screens'

type HostedEnv = { Variables: { attempt: Attempt } }

const EXPIRED = { status: 'error', step: null, errorCode: 'session_expired' } as const
const SECRET = ':clientSecret{cs_[a-z0-9]+}'

async function field(c: Context, name: string): Promise<string> {
  const value = (await c.req.parseBody())[name]
  return typeof value === 'string' ? value : ''
}

/** The page of a session as it stands. */
function currentPage(attempt: Attempt, typedEmail: string): Html {
  const { organisation, session } = attempt
  switch (session.screen) {
    case 'consent':
      return consentPage(attempt)
    case 'login': {
      const known = findConnection(organisation, session.requestedConnectionId)
      return loginPage(attempt, { email: typedEmail || session.email || known?.email || '', problem: null })
    }
    case 'two_factor':
      return codePage(attempt, null, false)
    case 'waiting':
      return waitingPage(attempt)
    case 'finished':
      return unknownPage()
  }
}

const withAttempt = (runtime: Runtime) =>
  createMiddleware<HostedEnv>(async (c, next) => {
    const found = findSessionAnywhere(runtime, c.req.param('clientSecret') ?? '')
    const hosted = found !== null && found.session.appType !== 'whitelabel'
    const embed = hosted && found.session.appType === 'embed'
    pageHeaders(c, embed ? ["'self'", ...runtime.config.appOrigins].join(' ') : "'none'")
    const origin = c.req.header('origin')
    if (c.req.method === 'POST' && origin !== undefined && origin !== runtime.origin)
      return c.html(unknownPage(), 403)
    if (!hosted) return c.html(unknownPage(), 404)
    const { organisation, session } = found
    if (isExpired(runtime, session)) {
      if (session.screen === 'finished') return c.html(unknownPage(), 410)
      return c.html(endPage(runtime, organisation, session, EXPIRED), 410)
    }
    c.set('attempt', { runtime, organisation, session })
    await next()
  })

/** The hosted login: one address per session, one screen at a time, a form for each step. */
export function hostedRoutes(runtime: Runtime): Hono<HostedEnv> {
  const routes = new Hono<HostedEnv>()
  routes.use(`/${SECRET}`, withAttempt(runtime))
  routes.use(`/${SECRET}/:step`, withAttempt(runtime))

  const here = (c: Context<HostedEnv>) => c.redirect(`/${c.get('attempt').session.clientSecret}`, 303)
  const back = (c: Context<HostedEnv>) => c.redirect(`/${c.get('attempt').session.clientSecret}/return`, 303)
  const after = (c: Context<HostedEnv>) =>
    c.get('attempt').session.screen === 'finished' ? back(c) : here(c)
  const code = (c: Context<HostedEnv>, problem: CodeProblem | SendProblem | null, sent: boolean) =>
    c.html(codePage(c.get('attempt'), problem, sent))

  routes.get(`/${SECRET}`, (c) => {
    const attempt = c.get('attempt')
    if (attempt.session.screen === 'finished') return back(c)
    openPage(attempt)
    return c.html(currentPage(attempt, sandboxEmail(c.req.query('email') ?? '') ?? ''))
  })

  routes.post(`/${SECRET}/consent`, (c) => {
    acceptConsent(c.get('attempt'))
    return after(c)
  })

  routes.post(`/${SECRET}/login`, async (c) => {
    const attempt = c.get('attempt')
    const email = (await field(c, 'email')).slice(0, 200)
    const problem = submitLogin(attempt, email, await field(c, 'password'))
    return problem === null ? after(c) : c.html(loginPage(attempt, { email, problem }))
  })

  routes.post(`/${SECRET}/code`, async (c) => {
    const problem = submitCode(c.get('attempt'), await field(c, 'code'))
    return problem === null ? after(c) : code(c, problem, false)
  })

  routes.post(`/${SECRET}/send`, (c) => {
    if (c.get('attempt').session.screen !== 'two_factor') return after(c)
    const problem = sendCode(c.get('attempt'))
    return code(c, problem, problem === null)
  })

  routes.post(`/${SECRET}/cancel`, (c) => {
    cancel(c.get('attempt'))
    return back(c)
  })

  routes.get(`/${SECRET}/return`, (c) => {
    const { organisation, session } = c.get('attempt')
    return session.outcome === null
      ? here(c)
      : c.html(endPage(runtime, organisation, session, session.outcome))
  })

  return routes
}
