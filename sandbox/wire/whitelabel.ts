import { type Context, Hono } from 'hono'
import { createMiddleware } from 'hono/factory'
import { z } from 'zod'
import type { Attempt } from '../flow/attempt'
import { sendCode, sendWait, submitCode } from '../flow/codes'
import { acceptConsent, openPage, submitLogin } from '../flow/engine'
import { byFace, wireTwoFactor } from '../flow/two-factor'
import type { Runtime } from '../runtime'
import { avatarOf } from '../state/avatars'
import { findConnection } from '../state/connections'
import { findSession, isExpired } from '../state/sessions'
import type { WireEnv } from './env'
import { sessionStatus } from './link-status'

type WhitelabelEnv = WireEnv & { Variables: WireEnv['Variables'] & { attempt: Attempt } }

const loginSchema = z.object({ email: z.string().min(1), password: z.string().min(1) })
const codeSchema = z.object({ code: z.string().min(1) })

const twoFactorData = ({ session }: Attempt) =>
  session.twoFactor === null ? {} : { data: { twoFactorState: wireTwoFactor(session.twoFactor) } }

/** The connection that a code made, as the page of 2025 spells it. */
function madeConnection({ runtime, organisation, session }: Attempt) {
  const made = findConnection(organisation, session.connectionId)
  if (made === undefined) return undefined
  const { id, ofUserId, name, username, permissions, status } = made
  const userData = { userId: ofUserId, name, username, avatar: avatarOf(runtime, made) }
  return { id, platformUserId: ofUserId, userData, permissions, status }
}

/** The session of a whitelabel app, while it lives. */
const needsSession = (runtime: Runtime) =>
  createMiddleware<WhitelabelEnv>(async (c, next) => {
    const organisation = c.get('organisation')
    const session = findSession(organisation, c.req.param('clientSecret') ?? '')
    if (session === undefined || session.appType !== 'whitelabel') {
      return c.json({ success: false, error: 'Session not found' }, 404)
    }
    if (isExpired(runtime, session) && c.req.method !== 'GET') {
      const expiresAt = new Date(session.expiresAt).toISOString()
      return c.json({ success: false, error: 'Session expired', code: 'SESSION_EXPIRED', expiresAt }, 404)
    }
    c.set('attempt', { runtime, organisation, session })
    await next()
  })

async function login(c: Context<WhitelabelEnv>) {
  const attempt = c.get('attempt')
  const body = loginSchema.safeParse(await c.req.json().catch(() => null))
  if (!body.success) return c.json({ success: false, error: 'Email and password are required' })
  openPage(attempt)
  acceptConsent(attempt)
  if (attempt.session.screen !== 'login') {
    return c.json({
      success: false,
      status: attempt.session.status,
      error: 'Session takes no credentials now',
    })
  }
  const password = Buffer.from(body.data.password, 'base64').toString('utf8')
  const problem = submitLogin(attempt, body.data.email, password)
  if (problem === 'bad_email') return c.json({ success: false, error: 'Invalid email' })
  return c.json({ success: true, data: { status: 'processing' } })
}

async function code(c: Context<WhitelabelEnv>) {
  const attempt = c.get('attempt')
  const { session } = attempt
  if (session.screen !== 'two_factor' || session.twoFactor === null || byFace(session.twoFactor)) {
    return c.json({ success: false, error: 'Session is not in 2FA state' })
  }
  const body = codeSchema.safeParse(await c.req.json().catch(() => null))
  const problem = submitCode(attempt, body.success ? body.data.code : '')
  const connection = madeConnection(attempt)
  if (connection !== undefined) return c.json({ success: true, status: session.status, connection })
  const error = problem === 'code_expired' ? 'Code expired' : 'Invalid code'
  return c.json({
    success: false,
    status: session.status,
    error,
    code: 'INVALID_2FA_CODE',
    ...twoFactorData(attempt),
  })
}

function sms(c: Context<WhitelabelEnv>) {
  const attempt = c.get('attempt')
  const waitMs = attempt.organisation.switches.smsWaitSeconds * 1000
  const problem = sendCode(attempt, waitMs)
  if (problem === null) return c.json({ success: true, ...twoFactorData(attempt) })
  if (problem === 'not_by_phone') {
    return c.json({ success: false, error: 'Phone 2FA is not available for this session' })
  }
  const state = twoFactorData(attempt)
  if (problem === 'no_sends_left') {
    return c.json({ success: false, error: 'No more codes can be sent', ...state })
  }
  const seconds = Math.ceil(sendWait(attempt, waitMs) / 1000)
  c.header('Retry-After', String(seconds))
  return c.json({ success: false, error: 'Wait before another code is sent', ...state }, 429)
}

/**
 * The steps of a whitelabel session, for an app that asks for the credentials itself. Paths are current; the
 * only published bodies are of 2025, and the HTTP statuses of refusals were never published (ours: 200 with
 * `success: false`, 404 for a session that is unknown or over, 429 for a text message asked for too soon).
 */
export function whitelabelRoutes(runtime: Runtime): Hono<WhitelabelEnv> {
  const routes = new Hono<WhitelabelEnv>()
  routes.use('/:clientSecret/whitelabel/*', needsSession(runtime))
  routes.get('/:clientSecret/whitelabel/status', (c) =>
    c.json(sessionStatus(runtime, c.get('attempt').session)),
  )
  routes.post('/:clientSecret/whitelabel/login', login)
  routes.post('/:clientSecret/whitelabel/2fa/code', code)
  routes.patch('/:clientSecret/whitelabel/2fa/sms', sms)
  return routes
}
