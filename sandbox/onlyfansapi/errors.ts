import type { Context } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'

/** Bodies of refusals. The vendor mixes shapes: some have `error`, some only `message`, some `code` too. */

export function noKey(c: Context) {
  const error = 'Unauthorized. Go to https://app.onlyfansapi.com/api-keys to get your API key.'
  return c.json({ error }, 401)
}

/** A framework's validation error: the first message, and all of them by field. */
export function invalid(c: Context, errors: Record<string, string[]>) {
  const message = Object.values(errors)[0]?.[0] ?? 'The given data was invalid.'
  return c.json({ message, errors }, 422)
}

export function accountNotFound(c: Context) {
  return c.json({ error: 'Account not found', code: 'account_not_found', message: 'Account not found' }, 404)
}

export function missing(c: Context, message: string) {
  return c.json({ message }, 404)
}

/** The session behind an account is dead. It may come with status 200. */
export function needsReauthentication(c: Context, status: ContentfulStatusCode) {
  return c.json(
    {
      error: 'SESSION_EXPIRED:NEEDS_REAUTHENTICATION',
      message: "This Account can't be used. It needs re-authentication.",
      description: 'Use the /authenticate endpoint to re-authenticate the account.',
    },
    status,
  )
}

/** The account is being logged in again. */
export function unavailable(c: Context) {
  const message = 'This Account is being re-authenticated. Try again in a moment.'
  return c.json({ error: 'SERVICE_UNAVAILABLE', message }, 503, { 'Retry-After': '5' })
}

export function noCredits(c: Context) {
  return c.json({ error: 'INSUFFICIENT_CREDITS', message: 'Your team has no credits left.' }, 402)
}
