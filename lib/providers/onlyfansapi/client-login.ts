import type { Budget } from '../budget'
import { ProviderError } from '../types'
import {
  type AttemptStarted,
  attemptStarted,
  emailReply,
  type Poll,
  pollReply,
  reauthenticateReply,
} from './api-types'
import type { OnlyfansapiCall, OnlyfansapiCaller } from './call'
import { attemptInUrl, checkedAccount } from './ids'

/** How a login is given. The vendor takes raw session material too; Patchbay never holds any. */
export type Credentials =
  | { auth_type: 'email_password'; email: string; password: string }
  | { auth_type: 'mobile_app' }

/** Every option that Patchbay uses of POST /api/authenticate. */
export type Start = Credentials & { name: string; proxyCountry?: 'us' | 'uk' }

export type LoginClient = {
  start(body: Start): Promise<AttemptStarted>
  /** New credentials for an account, whatever its state; it is repaired with them at once. */
  replaceCredentials(account: string, body: Credentials): Promise<AttemptStarted>
  /** Repairs with what the vendor keeps. @returns the attempt's id */
  reauthenticate(account: string): Promise<string>
  poll(attempt: string, budget?: Budget): Promise<Poll>
  /** Queued, not accepted: the poll tells. */
  submit(attempt: string, body: { code: string } | { selfie_verification_completed: true }): Promise<void>
  /** @returns the sentence that names the address */
  emailCreator(attempt: string): Promise<string>
}

type Request = Pick<OnlyfansapiCall, 'about' | 'method' | 'step' | 'body'>

/** Logins and repairs. Ids were checked by the caller or are checked here. */
export function createLoginClient(caller: OnlyfansapiCaller, baseUrl: string): LoginClient {
  const call = (name: string, path: string, request: Request): OnlyfansapiCall => ({
    label: `OnlyFansAPI authenticate.${name}`,
    path: `/api/authenticate${path}`,
    ...request,
  })
  return {
    start: (body) =>
      caller.read(call('start', '', { about: 'team', step: 'begin', method: 'POST', body }), attemptStarted),
    async replaceCredentials(id, body) {
      const path = `/${checkedAccount(id, 'OnlyFansAPI authenticate.credentials')}/credentials`
      return caller.read(
        call('credentials', path, { about: 'account', step: 'begin', method: 'PUT', body }),
        attemptStarted,
      )
    },
    async reauthenticate(id) {
      const path = `/${checkedAccount(id, 'OnlyFansAPI authenticate.reauthenticate')}/reauthenticate`
      const request = call('reauthenticate', path, { about: 'account', step: 'stored', method: 'POST' })
      const reply = await caller.read(request, reauthenticateReply)
      const attempt = attemptInUrl(reply.polling_url, baseUrl)
      if (attempt !== null) return attempt
      throw new ProviderError('invalid_response', `${request.label}: not a polling URL of this provider`)
    },
    poll: (attempt, budget) =>
      caller.read(call('poll', `/${attempt}`, { about: 'attempt', method: 'GET' }), pollReply, budget),
    submit: (attempt, body) =>
      caller.change(call('submit', `/${attempt}`, { about: 'attempt', step: 'code', method: 'PUT', body })),
    async emailCreator(attempt) {
      const path = `/${attempt}/send-email-to-creator`
      const reply = await caller.read(call('email', path, { about: 'attempt', method: 'POST' }), emailReply)
      return reply.message
    },
  }
}
