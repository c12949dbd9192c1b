import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { GOOD_PASSWORD, sandboxEmail } from '../flow/scenarios'
import { confirmSelfie, emailCreator, submitCode } from '../logins/answers'
import { begin, countRead } from '../logins/engine'
import { scriptOf } from '../logins/tags'
import { findAttempt, type World } from '../logins/world'
import { HOUR_MS, scope } from './access'
import { attemptBody } from './attempt-wire'
import type { KitEnv } from './env'
import { credentialsRejected, invalidRequest, notFound, problem, quotaExceeded } from './problems'

const startSchema = z.object({
  email: z.string().min(1),
  password: z.string().min(1),
  remember_credentials: z.boolean().optional(),
})
const answerSchema = z.object({
  code: z.string().min(1).max(16).optional(),
  selfie_verification_completed: z.boolean().optional(),
})

const json = (c: Context): Promise<unknown> => c.req.json().catch(() => null)

/** Counts a login against the organisation's hour; gives the refusal when there are none left. */
export function takeLogin(c: Context, { runtime, organisation, book }: World): Response | null {
  const limit = book.switches.connectsPerHour
  const name = `onlyfanskit:${organisation.id}:connects`
  const taken = runtime.windows.take(name, limit, HOUR_MS, runtime.store.now())
  return taken.allowed ? null : quotaExceeded(c, 'connect_attempts_per_hour', limit, taken)
}

/** Starts, reads and answers logins. Every answer is the attempt as it is now. */
export function loginRoutes(): Hono<KitEnv> {
  const routes = new Hono<KitEnv>()
  routes.use('*', scope('accounts:write'))

  routes.post('/', async (c) => {
    const world = c.get('world')
    const body = startSchema.safeParse(await json(c))
    if (!body.success) return invalidRequest(c, 'email and password are required.')
    const email = sandboxEmail(body.data.email)
    if (email === null) return invalidRequest(c, 'The sandbox takes e-mails below sandbox.com only.')
    const refused = takeLogin(c, world)
    if (refused !== null) return refused
    const wrong = body.data.password !== GOOD_PASSWORD || scriptOf(email).end === 'bad'
    if (wrong) return credentialsRejected(c)
    const attempt = begin(world, {
      accountId: null,
      authType: 'email_password',
      purpose: 'connect',
      email,
      displayName: email,
      clientReferenceId: null,
      clientToken: null,
      force: true,
      remembers: body.data.remember_credentials === true,
      passwordRight: true,
    })
    return c.json(attemptBody(world, attempt), 201)
  })

  routes.get('/:attemptId', (c) => {
    const world = c.get('world')
    const attempt = findAttempt(world, c.req.param('attemptId'))
    if (attempt === undefined) return notFound(c, 'Attempt')
    const body = attemptBody(world, attempt)
    countRead(world, attempt)
    return c.json(body)
  })

  routes.put('/:attemptId', async (c) => {
    const world = c.get('world')
    const attempt = findAttempt(world, c.req.param('attemptId'))
    if (attempt === undefined) return notFound(c, 'Attempt')
    const body = answerSchema.safeParse(await json(c))
    const { code, selfie_verification_completed: selfie } = body.data ?? {}
    if ((code === undefined) === (selfie !== true)) {
      return invalidRequest(c, 'Send either code (up to 16 characters) or selfie_verification_completed.')
    }
    if (selfie === true && world.book.switches.selfie === 'upcoming') {
      return problem(c, 400, 'not-supported', 'Not supported yet', {
        detail: 'Selfie verification is not available yet.',
      })
    }
    const answered = code === undefined ? confirmSelfie(world, attempt) : submitCode(world, attempt, code)
    if (answered === 'not_asked') return invalidRequest(c, 'This attempt does not wait for this answer.')
    return c.json(attemptBody(world, attempt))
  })

  routes.post('/:attemptId/send-email-to-creator', async (c) => {
    const world = c.get('world')
    const attempt = findAttempt(world, c.req.param('attemptId'))
    if (attempt === undefined) return notFound(c, 'Attempt')
    if (attempt.challenge !== 'email' || (await emailCreator(world, attempt)) === 'not_asked') {
      return invalidRequest(c, 'This attempt does not wait for an e-mail.')
    }
    attempt.problem = null
    return c.json(attemptBody(world, attempt))
  })

  return routes
}
