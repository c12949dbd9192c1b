/**
 * What OnlyFansAPI's refusals mean. They come with a status, and some with HTTP 200 and an `error` in the body. What
 * the body names rules over the status: a 401 is about the key or about one account, and only the body tells.
 */
import { type HttpReply, isHtml } from '../http'
import { parseRetryAfter } from '../retry'
import { ProviderError, type ProviderFailure, type ProviderFailureDetail } from '../types'
import { parseObject } from '../wire'

/** What reading an answer takes to know about the call. */
export type CallName = {
  label: string
  /** What the path names. `data` reads with an account; `account` manages one. */
  about: 'team' | 'attempt' | 'account' | 'data'
  /** A step of a login, where a refusal has more meanings. */
  step?: 'begin' | 'stored' | 'code'
}

type Verdict = [ProviderFailure, ProviderFailureDetail?]

type ErrorBody = {
  /** The first of `code` and `error`, and the other. */
  names: string[]
  /** For telling cases apart only: never logged or shown. */
  text: string
  /** Fields that a validation refused. */
  fields: string[]
}

const asText = (value: unknown) => (typeof value === 'string' ? value.slice(0, 1000) : '')

function errorBody(body: Record<string, unknown>): ErrorBody {
  const names = [asText(body.code), asText(body.error)].filter(Boolean)
  const text = [body.message, body.reason, body.description, body.error].map(asText).join(' ')
  return { names, text, fields: body.errors instanceof Object ? Object.keys(body.errors) : [] }
}

/** The names that are known, of codes and of texts in `error`. */
const NAMES = {
  session_expired: /^SESSION_EXPIRED\b|\bNEEDS_REAUTHENTICATION$/,
  account_not_found: /^account_not_found$/i,
  service_unavailable: /^SERVICE_UNAVAILABLE\b/,
  unauthorized: /^Unauthorized\b/i,
} as const
type Name = keyof typeof NAMES

function nameOf({ names }: ErrorBody): Name | null {
  const known = Object.keys(NAMES) as Name[]
  return known.find((name) => names.some((each) => NAMES[name].test(each))) ?? null
}

function byName(name: Name, call: CallName): Verdict {
  switch (name) {
    case 'session_expired':
      return ['reauth_required', 'session_expired']
    case 'account_not_found':
      // A read with the account: it cannot be read until somebody logs in again. Else just not there.
      return call.about === 'data' ? ['reauth_required', 'session_missing'] : ['not_found']
    case 'service_unavailable':
      return ['unavailable']
    case 'unauthorized':
      return ['unauthorized_key']
  }
}

const WRONG_LOGIN = /\b(wrong|incorrect|invalid)\b.*\b(e-?mail|password|credentials?)\b/i

/** What only the text of a refused login step tells. */
function byText(body: ErrorBody, step: CallName['step']): Verdict | null {
  if (step === 'begin') {
    if (/\balready connected\b/i.test(body.text)) return ['rejected', 'already_connected']
    return WRONG_LOGIN.test(body.text) ? ['rejected', 'invalid_credentials'] : null
  }
  if (step === 'stored') {
    if (/\balready\b.*\bauthenticated\b/i.test(body.text)) return ['rejected', 'already_authenticated']
    return /\b(credentials?|password)\b/i.test(body.text) ? ['rejected', 'no_stored_credentials'] : null
  }
  const isCode = step === 'code' && (body.fields.includes('code') || /\b(code|otp)\b/i.test(body.text))
  return isCode ? ['rejected', 'wrong_code'] : null
}

function byStatus(status: number, body: ErrorBody, call: CallName): Verdict {
  if (status >= 500 || status === 408 || status === 425) return ['unavailable']
  switch (status) {
    case 401:
      // It may mean the key or the account. A guess would mark a working connection as broken.
      return call.about === 'team' || call.about === 'attempt' ? ['unauthorized_key'] : ['unavailable']
    case 402:
      return ['limit_reached', 'plan']
    case 403:
      // Keys can be restricted to some of the team's accounts.
      return ['rejected', 'scope_missing']
    case 404:
    case 410:
      return ['not_found']
    default:
      return byText(body, call.step) ?? ['rejected']
  }
}

/** Turns a reply with a status from 400 into the error to throw. */
export function classify(reply: HttpReply, call: CallName, now: Date): ProviderError {
  const body = errorBody(parseObject(reply.text))
  const html = isHtml(reply)
  const name = html || reply.status === 429 ? null : nameOf(body)
  const [kind, detail] = verdictOf(reply.status, html, name, body, call)
  const told = parseRetryAfter(reply.headers.get('retry-after'), now)
  // Limits are counted by the minute.
  const retryAfter = kind === 'rate_limited' ? (told ?? 60) : kind === 'unavailable' ? told : null
  const said = `HTTP ${reply.status}, ${name ?? (html ? 'an HTML page' : 'no known code')}`
  return new ProviderError(kind, `${call.label}: ${said}`, { detail, retryAfter, httpStatus: reply.status })
}

function verdictOf(
  status: number,
  html: boolean,
  name: Name | null,
  body: ErrorBody,
  call: CallName,
): Verdict {
  if (status === 429) return ['rate_limited']
  if (html) return ['unavailable']
  return name ? byName(name, call) : byStatus(status, body, call)
}

/** The error for a 2xx answer that says in its body that it was refused; null for any other. */
export function refusal(value: unknown, reply: HttpReply, call: CallName): ProviderError | null {
  if (!(value instanceof Object) || Array.isArray(value)) return null
  const fields = value as Record<string, unknown>
  const body = errorBody(fields)
  const name = nameOf(body)
  const hasError = fields.error !== undefined && fields.error !== null && fields.error !== false
  if (!hasError && fields.success !== false && name === null) return null
  const [kind, detail] = name ? byName(name, call) : (byText(body, call.step) ?? ['rejected'])
  const said = `HTTP ${reply.status} with an error, ${name ?? 'no known code'}`
  return new ProviderError(kind, `${call.label}: ${said}`, { detail, httpStatus: reply.status })
}
