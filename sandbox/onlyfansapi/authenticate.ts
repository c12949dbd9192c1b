import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { confirmSelfie, emailCreator, submitCode } from '../logins/answers'
import { countRead } from '../logins/engine'
import { findAccount, findAttempt } from '../logins/world'
import { pollBody, pollingUrl, startedBody } from './attempt-wire'
import type { ApiEnv } from './env'
import { accountNotFound, invalid, missing } from './errors'
import { reauthenticate, replaceCredentials, type Started, startLogin } from './start'

const STARTED = 'Authentication process started. Query the polling_url to check the progress.'
const UPDATED =
  'Authentication credentials updated. Re-authentication started. Query the polling_url to check the progress.'

const answerSchema = z.object({
  code: z.string().max(32).nullish(),
  selfie_verification_completed: z.literal(true).nullish(),
})

const json = (c: Context): Promise<unknown> => c.req.json().catch(() => null)

function started(c: Context<ApiEnv>, result: Started, message: string) {
  if ('errors' in result) return invalid(c, result.errors)
  if ('conflict' in result) return c.json({ message: result.conflict }, 409)
  return c.json(startedBody(c.get('world'), result.attempt, message))
}

/** Starts, reads and answers attempts, and logs accounts in again. Attempts and accounts share one path. */
export function authenticateRoutes(): Hono<ApiEnv> {
  const routes = new Hono<ApiEnv>()
  const noAttempt = (c: Context) => missing(c, 'Authentication attempt not found.')

  routes.post('/', async (c) => started(c, startLogin(c.get('world'), await json(c)), STARTED))

  routes.get('/:id{auth_[a-z0-9]+}', (c) => {
    const world = c.get('world')
    const attempt = findAttempt(world, c.req.param('id'))
    if (attempt === undefined) return noAttempt(c)
    const body = pollBody(world, attempt)
    countRead(world, attempt)
    return c.json(body)
  })

  routes.put('/:id{auth_[a-z0-9]+}', async (c) => {
    const world = c.get('world')
    const attempt = findAttempt(world, c.req.param('id'))
    if (attempt === undefined) return noAttempt(c)
    const body = answerSchema.safeParse(await json(c))
    if (!body.success) return invalid(c, { code: ['The code field is invalid.'] })
    const { code, selfie_verification_completed: selfie } = body.data
    if (Boolean(code) === (selfie === true)) {
      return invalid(c, { code: ['Send either a code or selfie_verification_completed.'] })
    }
    const answered = code ? submitCode(world, attempt, code) : confirmSelfie(world, attempt)
    if (answered === 'not_asked')
      return c.json({ message: 'This attempt does not wait for this answer.' }, 400)
    return c.json({ message: 'OTP submitted successfully' })
  })

  routes.post('/:id{auth_[a-z0-9]+}/send-email-to-creator', async (c) => {
    const world = c.get('world')
    const attempt = findAttempt(world, c.req.param('id'))
    if (attempt === undefined) return noAttempt(c)
    if ((await emailCreator(world, attempt)) === 'not_asked') {
      return c.json({ message: 'No e-mail can be sent for this attempt at this time.' }, 400)
    }
    return c.json({ success: true, message: `E-mail sent to ${attempt.email}` })
  })

  routes.post('/:id{acct_[a-z0-9]+}/reauthenticate', (c) => {
    const world = c.get('world')
    const account = findAccount(world, c.req.param('id'))
    if (account === undefined) return accountNotFound(c)
    if (account.authenticated) {
      const reason = 'Account is already successfully authenticated'
      return c.json({ message: "Can't re-authenticate account at this time.", reason }, 400)
    }
    const attempt = reauthenticate(world, account)
    return c.json({
      success: true,
      message: 'Re-authentication started.',
      polling_url: pollingUrl(world, attempt),
    })
  })

  routes.put('/:id{acct_[a-z0-9]+}/credentials', async (c) => {
    const world = c.get('world')
    const account = findAccount(world, c.req.param('id'))
    if (account === undefined) return accountNotFound(c)
    return started(c, replaceCredentials(world, account, await json(c)), UPDATED)
  })

  return routes
}
