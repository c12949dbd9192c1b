import type { Context } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { randomId } from '../state/ids'

const STATUS = {
  UNAUTHORIZED: 401,
  SESSION_NOT_PROVIDED: 401,
  SESSION_EXPIRED: 401,
  FORBIDDEN: 403,
  BAD_REQUEST: 400,
  RESOURCE_NOT_FOUND: 404,
  ROUTE_NOT_FOUND: 404,
  RATE_LIMIT_EXCEEDED: 429,
  UNKNOWN_ERROR: 500,
} as const satisfies Record<string, ContentfulStatusCode>

type ErrorType = keyof typeof STATUS

/** The general error body of the API: `{error, type, requestId, actionRequired?}`. */
export function apiError(c: Context, type: ErrorType, error: string, actionRequired?: string) {
  const body = { error, type, requestId: randomId('req_', 16) }
  return c.json(actionRequired === undefined ? body : { ...body, actionRequired }, STATUS[type])
}

/** Link and Account promise only `{error}`. */
export function plainError(c: Context, status: ContentfulStatusCode, error: string) {
  return c.json({ error }, status)
}
