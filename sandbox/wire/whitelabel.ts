import { Hono } from 'hono'
import { z } from 'zod'
import type { Attempt } from '../flow/attempt'
import { sendCode, submitCode } from '../flow/codes'
import { acceptConsent, openPage, submitLogin } from '../flow/engine'
import { wireTwoFactor } from '../flow/two-factor'
import type { Runtime } from '../runtime'
import { findConnection, wireConnection } from '../state/connections'
import type { Organisation } from '../state/schema'
import { findSession, isExpired } from '../state/sessions'
import type { WireEnv } from './env'
import { sessionStatus } from './link-status'

const loginSchema = z.object({ email: z.string().min(1), password: z.string().min(1) })
const codeSchema = z.object({ code: z.string().min(1) })

/**
 * The steps of a whitelabel session, for an app that asks for the credentials itself. Paths are current; the
 * only published bodies are of 2025, and the HTTP statuses of refusals were never published (ours: 200 with
 * `success: false`, 404 for an unknown session).
 */
export function whitelabelRoutes(runtime: Runtime): Hono<WireEnv> {
  const routes = new Hono<WireEnv>()
  const notFound = { success: false, error: 'Session not found' }

  function attemptOf(organisation: Organisation, clientSecret: string): Attempt | null {
    const session = findSession(organisation, clientSecret)
    const usable = session !== undefined && session.appType === 'whitelabel' && !isExpired(runtime, session)
    return usable ? { runtime, organisation, session } : null
  }

  routes.get('/:clientSecret/whitelabel/status', (c) => {
    const attempt = attemptOf(c.get('organisation'), c.req.param('clientSecret'))
    return attempt === null ? c.json(notFound, 404) : c.json(sessionStatus(runtime, attempt.session))
  })

  routes.post('/:clientSecret/whitelabel/login', async (c) => {
    const attempt = attemptOf(c.get('organisation'), c.req.param('clientSecret'))
    if (attempt === null) return c.json(notFound, 404)
    const body = loginSchema.safeParse(await c.req.json().catch(() => null))
    if (!body.success) return c.json({ success: false, error: 'Email and password are required' })
    openPage(attempt)
    acceptConsent(attempt)
    const password = Buffer.from(body.data.password, 'base64').toString('utf8')
    const problem = submitLogin(attempt, body.data.email, password)
    if (problem === 'bad_email') return c.json({ success: false, error: 'Invalid email' })
    return c.json({ success: true, data: { status: 'processing' } })
  })

  routes.post('/:clientSecret/whitelabel/2fa/code', async (c) => {
    const attempt = attemptOf(c.get('organisation'), c.req.param('clientSecret'))
    if (attempt === null) return c.json(notFound, 404)
    const { session, organisation } = attempt
    if (session.screen !== 'two_factor' || session.twoFactor === null) {
      return c.json({ success: false, error: 'Session is not in 2FA state' })
    }
    const body = codeSchema.safeParse(await c.req.json().catch(() => null))
    submitCode(attempt, body.success ? body.data.code : '')
    const connection = findConnection(organisation, session.connectionId)
    if (connection !== undefined) {
      return c.json({
        success: true,
        status: session.status,
        connection: wireConnection(runtime, connection),
      })
    }
    const data = { twoFactorState: wireTwoFactor(session.twoFactor) }
    return c.json({ success: false, status: session.status, error: 'Invalid code', data })
  })

  routes.patch('/:clientSecret/whitelabel/2fa/sms', (c) => {
    const attempt = attemptOf(c.get('organisation'), c.req.param('clientSecret'))
    if (attempt === null) return c.json(notFound, 404)
    const problem = sendCode(attempt)
    const state = attempt.session.twoFactor
    if (problem === 'not_by_phone' || state === null) {
      return c.json({ success: false, error: 'Phone 2FA is not available for this session' })
    }
    if (problem !== null) return c.json({ success: false, error: 'No more codes can be sent' })
    return c.json({ success: true, data: { twoFactorState: wireTwoFactor(state) } })
  })

  return routes
}
