import type { Context } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import type { Taken } from '../logins/windows'

const TYPES = 'https://onlyfanskit.dev/problems/'

type Extra = Partial<{
  detail: string
  retryable: boolean
  retryAfterSec: number
  reason: string
  limit: number
  current: number
  upstreamCode: string
  upstreamMessage: string
}>

/** A problem document (RFC 9457). `slug` ends the type's address and is the code. */
export function problem(
  c: Context,
  status: ContentfulStatusCode,
  slug: string,
  title: string,
  extra: Extra = {},
): Response {
  const type = `${TYPES}${slug}`
  const code = slug.split('/').at(-1) ?? slug
  const body = { type, title, status, code, retryable: false, ...extra }
  const headers: Record<string, string> = {
    'content-type': 'application/problem+json',
    'cache-control': 'no-store',
    link: `<${type}>; rel="type"`,
  }
  if (extra.retryAfterSec !== undefined) headers['retry-after'] = String(extra.retryAfterSec)
  return c.body(JSON.stringify(body), status, headers)
}

export function invalidRequest(c: Context, detail: string) {
  return problem(c, 400, 'invalid-request', 'Invalid request', { detail })
}

/** OnlyFans refused the login: the same status as a wrong request, told apart by its code. */
export function credentialsRejected(c: Context) {
  return problem(c, 400, 'credentials-rejected', 'OnlyFans rejected the credentials', {
    detail: 'Check the e-mail and password and try again.',
    upstreamMessage: 'Wrong email or password',
  })
}

export function notFound(c: Context, what: string) {
  return problem(c, 404, 'not-found', `${what} not found`, { detail: `${what} not found.` })
}

export function disconnected(c: Context) {
  return problem(c, 410, 'account-disconnected', 'Account session is no longer valid', {
    detail: 'Reconnect the account to continue.',
  })
}

/** One of the limits is used up; `reason` says which. */
export function quotaExceeded(c: Context, reason: string, limit: number, taken: Taken) {
  return problem(c, 429, 'quota-exceeded', 'Rate limit exceeded', {
    detail: `The limit ${reason} is reached.`,
    retryable: true,
    retryAfterSec: taken.retryAfterSec,
    reason,
    limit,
    current: limit,
  })
}
