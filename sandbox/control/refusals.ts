/** One refusal as its provider answers it. */
export type Refusal = { status: number; body: Record<string, unknown>; headers?: Record<string, string> }

const ofauth = (status: number, type: string, actionRequired?: string): Refusal => ({
  status,
  body: {
    error: 'Refused by the sandbox',
    type,
    requestId: 'req_refused',
    ...(actionRequired ? { actionRequired } : {}),
  },
})

function kit(status: number, slug: string, title: string, more: Record<string, unknown> = {}): Refusal {
  const type = `https://onlyfanskit.dev/problems/${slug}`
  const code = slug.split('/').at(-1)
  return {
    status,
    body: { type, title, status, code, retryable: false, ...more },
    headers: {
      'content-type': 'application/problem+json',
      ...(more.retryAfterSec ? { 'retry-after': String(more.retryAfterSec) } : {}),
    },
  }
}

/** What the contracts document and nothing that is done here brings about, by the name that the control API takes. */
export const REFUSALS = {
  'ofauth rules outdated': ofauth(401, 'RULES_OUTDATED', 'refresh_rules'),
  'ofauth resource not found': ofauth(404, 'RESOURCE_NOT_FOUND'),
  'ofauth upload error': ofauth(502, 'UPLOAD_ERROR', 'try_again'),
  'ofauth proxy error': ofauth(502, 'PROXY_ERROR'),
  'ofauth network error': ofauth(503, 'NETWORK_ERROR'),
  'ofauth unknown error': ofauth(500, 'UNKNOWN_ERROR'),
  'ofauth proxy limit': {
    status: 429,
    body: { error: 'Slow down', code: 'RATE_LIMITED', connection_id: 'conn_refused', retryAfter: 5 },
  },
  'onlyfanskit plan': kit(402, 'plan-required', 'The plan does not allow this'),
  'onlyfanskit fan account': kit(403, 'creator-only', 'This endpoint is for creators', {
    detail: 'The account is a fan account.',
  }),
  'onlyfanskit upstream limit': kit(429, 'upstream/rate-limited', 'OnlyFans asks for a pause', {
    retryable: true,
    retryAfterSec: 20,
    upstreamCode: 429,
    upstreamMessage: 'Too many requests',
  }),
  'onlyfanskit upstream failed': kit(502, 'upstream/failed', 'The call to OnlyFans failed', {
    retryable: true,
    upstreamCode: 500,
    upstreamMessage: 'Internal error',
  }),
  'onlyfanskit down': kit(503, 'unavailable', 'A dependency is down', { retryable: true, retryAfterSec: 2 }),
} as const satisfies Record<string, Refusal>

export type RefusalName = keyof typeof REFUSALS
export const REFUSAL_NAMES = Object.keys(REFUSALS) as RefusalName[]
