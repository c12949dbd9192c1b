/**
 * What OFAuth's refusals mean. The rule is the body's `type`, never the status: a 401 has four meanings and only
 * UNAUTHORIZED is about the API key. The status decides where Link and Account promise no more than `{error}`.
 */
import { type HttpReply, isHtml } from '../http'
import { parseRetryAfter } from '../retry'
import { ProviderError, type ProviderFailure, type ProviderFailureDetail } from '../types'
import { parseObject } from '../wire'

export type Family = 'link' | 'account' | 'access'

/** What reading an answer takes to know about the call. */
export type CallName = {
  label: string
  family: Family
  isInit?: boolean
  /** A 2xx with `success: false` says more than that; the call's own schema reads it. */
  readsRefusal?: boolean
}

/** The types of the current documentation, the codes of 2025 and of the proxy page, in one vocabulary. */
const MEANINGS = {
  UNAUTHORIZED: 'key',
  AUTH_INVALID_KEY: 'key',
  AUTH_KEY_EXPIRED: 'key',
  SESSION_NOT_PROVIDED: 'session_missing',
  AUTH_CONNECTION_NOT_FOUND: 'connection_missing',
  CONNECTION_NOT_FOUND: 'connection_missing',
  SESSION_EXPIRED: 'session_expired',
  AUTH_SESSION_EXPIRED: 'session_expired',
  CONNECTION_EXPIRED: 'session_expired',
  FORBIDDEN: 'forbidden',
  AUTH_INSUFFICIENT_SCOPE: 'scope',
  CONNECTION_LIMIT_EXCEEDED: 'limit',
  INVALID_CREDENTIALS: 'credentials',
  INVALID_2FA_CODE: 'code',
  // White-label mode was not approved.
  ACCESS_DENIED: 'not_approved',
  BAD_REQUEST: 'bad_request',
  CONNECTION_INVALID_STATE: 'bad_request',
  VALIDATION_REQUIRED_FIELD: 'bad_request',
  VALIDATION_INVALID_FORMAT: 'bad_request',
  VALIDATION_INVALID_VALUE: 'bad_request',
  VALIDATION_FIELD_TOO_LONG: 'bad_request',
  RESOURCE_NOT_FOUND: 'not_found',
  ROUTE_NOT_FOUND: 'route',
  INVALID_PATH: 'route',
  RATE_LIMIT_EXCEEDED: 'rate',
  RATE_LIMIT_QUOTA_EXCEEDED: 'rate',
  RATE_LIMITED: 'rate',
  UPSTREAM_RATE_LIMITED: 'rate',
  RULES_OUTDATED: 'transient',
  RULES_UNAVAILABLE: 'transient',
  RULES_INVALID_SIGNATURE: 'transient',
  UPLOAD_ERROR: 'transient',
  UNKNOWN_ERROR: 'transient',
  PROXY_ERROR: 'transient',
  NETWORK_ERROR: 'transient',
  UPSTREAM_UNAVAILABLE: 'transient',
  UPSTREAM_TIMEOUT: 'transient',
  UPSTREAM_INVALID_RESPONSE: 'transient',
} as const
type WireType = keyof typeof MEANINGS
type Meaning = (typeof MEANINGS)[WireType]

type ErrorBody = {
  /** For telling cases apart only: never logged or shown. */
  text: string
  type: WireType | null
  action: string | null
  requestId: string | null
  /** Seconds, from the body. */
  retryAfter: number | null
  /** An HTML page: some gateway's, so the status is not OFAuth's word. */
  isHtml: boolean
}

const asText = (value: unknown) => (typeof value === 'string' ? value : null)

/** Reads an error body in any of its published spellings; never throws. */
function parseErrorBody(reply: HttpReply): ErrorBody {
  const body = parseObject(reply.text)
  const type = asText(body.type) ?? asText(body.code)
  // Anything of another form could be an echo of what we sent, and this goes into logs and onto screens.
  const requestId = asText(body.requestId)
  const seconds = body.retryAfter
  return {
    text: asText(body.error) ?? asText(body.message) ?? '',
    type: type !== null && Object.hasOwn(MEANINGS, type) ? (type as WireType) : null,
    action: asText(body.actionRequired) ?? asText(body.action_required),
    requestId: requestId !== null && /^req_[A-Za-z0-9]{1,64}$/.test(requestId) ? requestId : null,
    retryAfter: typeof seconds === 'number' ? parseRetryAfter(String(Math.ceil(seconds)), new Date(0)) : null,
    isHtml: isHtml(reply),
  }
}

type Verdict = [ProviderFailure, ProviderFailureDetail?]

const FIXED: Partial<Record<Meaning, Verdict>> = {
  key: ['unauthorized_key'],
  scope: ['rejected', 'scope_missing'],
  limit: ['limit_reached'],
  credentials: ['rejected', 'invalid_credentials'],
  code: ['rejected', 'wrong_code'],
  not_approved: ['rejected', 'method_not_supported'],
  // Our path is wrong, or the base URL is: not the same as a thing that is not there.
  route: ['rejected'],
  rate: ['rate_limited'],
  transient: ['unavailable'],
}

function byMeaning(meaning: Meaning, body: ErrorBody, call: CallName): Verdict {
  const fixed = FIXED[meaning]
  if (fixed) return fixed
  switch (meaning) {
    case 'session_missing':
    case 'session_expired':
      // On a Link call the session in question is the Link session, not one at OnlyFans.
      return call.family === 'link' ? ['not_found'] : ['reauth_required', meaning]
    case 'connection_missing':
      return call.family === 'access' ? ['reauth_required', 'session_missing'] : ['not_found']
    case 'forbidden':
      if (call.isInit) return /limit/i.test(body.text) ? ['limit_reached'] : ['rejected', 'scope_missing']
      return ['rejected', call.family === 'access' ? 'permission_missing' : 'scope_missing']
    case 'not_found':
      // Init has two things that can be missing: the client app, and on reconnect the connection.
      return call.isInit && !/^connection\b/i.test(body.text) ? ['rejected', 'app_not_found'] : ['not_found']
    default:
      // A redirect URL that is not on the client app's list; told by its text alone.
      return body.text.startsWith('Link is misconfigured') ? ['rejected', 'misconfigured'] : ['rejected']
  }
}

function byAction(action: string | null): Verdict | null {
  if (action === 'relink_connection' || action === 'refresh_session' || action === 'verify_identity') {
    return ['reauth_required']
  }
  return action === 'refresh_rules' || action === 'try_again' ? ['unavailable'] : null
}

function byStatus(status: number, body: ErrorBody, call: CallName): Verdict {
  if (status >= 500 || status === 408 || status === 425) return ['unavailable']
  const action = call.family === 'access' ? byAction(body.action) : null
  if (action) return action
  switch (status) {
    case 401:
      // Without a type it may mean the key or the session. A guess would mark a working connection as broken.
      return call.family === 'access' ? ['unavailable'] : ['unauthorized_key']
    case 403:
      if (call.isInit) return ['limit_reached']
      return call.family === 'account' ? ['rejected', 'scope_missing'] : ['rejected']
    case 404:
    case 410:
      return byMeaning('not_found', body, call)
    default:
      return byMeaning('bad_request', body, call)
  }
}

/** Only the 403 of a key without the scope for a family is documented, not its body. */
const NAMES_SCOPE = /\bscopes?\b/i

function verdictOf(status: number, body: ErrorBody, call: CallName): Verdict {
  if (status === 429) return ['rate_limited']
  if (body.isHtml) return ['unavailable']
  if (status === 403 && NAMES_SCOPE.test(body.text)) return ['rejected', 'scope_missing']
  return body.type ? byMeaning(MEANINGS[body.type], body, call) : byStatus(status, body, call)
}

/** Turns a reply with a status from 400 into the error to throw. */
export function classify(reply: HttpReply, call: CallName, now: Date): ProviderError {
  const body = parseErrorBody(reply)
  const [kind, detail] = verdictOf(reply.status, body, call)
  const header = reply.headers.get('retry-after') ?? reply.headers.get('x-ratelimit-retry-after')
  const told = parseRetryAfter(header, now) ?? body.retryAfter
  // The documentation asks for 60 seconds where a 429 names none.
  const retryAfter = kind === 'rate_limited' ? (told ?? 60) : kind === 'unavailable' ? told : null
  const said = `HTTP ${reply.status}, ${body.type ?? (body.isHtml ? 'an HTML page' : 'no known type')}`
  return new ProviderError(kind, `${call.label}: ${said}`, {
    detail,
    retryAfter,
    providerRequestId: body.requestId,
    httpStatus: reply.status,
    byOnlyFans: body.type?.startsWith('UPSTREAM_'),
  })
}
