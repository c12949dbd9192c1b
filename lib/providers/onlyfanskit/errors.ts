/** What OnlyFansKit's refusals mean: RFC 9457 problem documents, told apart by status and `code`. */
import type { Call } from '../caller'
import { type HttpReply, isHtml } from '../http'
import { parseRetryAfter } from '../retry'
import { ProviderError, type ProviderFailure, type ProviderFailureDetail } from '../types'
import { parseObject } from '../wire'
import { refusesCredentials, refusesStep } from './inferred'
import { KNOWN_PROBLEMS } from './vocabulary'

/**
 * `connect`: an attempt. `account`: the key and the list of accounts. `access`: a read through an account.
 * `start` carries e-mail and password, `stored` asks for what OnlyFansKit kept of them.
 */
export type OnlyfanskitCall = Call & {
  family: 'connect' | 'account' | 'access'
  login?: 'start' | 'stored'
}

/** The scopes of a key, as documented. */
const SCOPE = /\b(?:accounts|webhooks|me):(?:read|write)\b|\bsdk:call\b|\busage:read\b/

type Problem = {
  /** For telling cases apart only: never logged or shown. */
  words: string[]
  code: string
  retryable: boolean
  /** Seconds, from the body. */
  retryAfter: number | null
}

const asText = (value: unknown) => (typeof value === 'string' ? value : '')

/** The slug; `code` is the last of its segments, or all of them. */
function codeOf(body: Record<string, unknown>): string {
  return asText(body.type).split('/problems/')[1] || asText(body.code)
}

function parseProblem(reply: HttpReply): Problem {
  const body = parseObject(reply.text)
  const seconds = body.retryAfterSec
  const code = codeOf(body)
  const words = [body.title, body.detail, body.reason, body.upstreamCode, body.upstreamMessage].map(asText)
  return {
    words: [code, ...words].filter(Boolean),
    code,
    retryable: body.retryable !== false,
    retryAfter: typeof seconds === 'number' ? parseRetryAfter(String(Math.ceil(seconds)), new Date(0)) : null,
  }
}

type Verdict = [ProviderFailure, ProviderFailureDetail?]

function badRequest({ words }: Problem, call: OnlyfanskitCall): Verdict {
  if (call.login && refusesCredentials(words)) return ['rejected', 'invalid_credentials']
  return refusesStep(words) ? ['rejected', 'method_not_supported'] : ['rejected']
}

function forbidden(problem: Problem, call: OnlyfanskitCall): Verdict {
  const namesScope = problem.words.some((each) => SCOPE.test(each) || /scope/i.test(each))
  // The other 403 is an endpoint for creators on a fan's account.
  return call.family === 'access' && !namesScope
    ? ['rejected', 'permission_missing']
    : ['rejected', 'scope_missing']
}

function verdictOf(reply: HttpReply, problem: Problem, call: OnlyfanskitCall): Verdict {
  const { status } = reply
  if (status === 429) return ['rate_limited']
  if (isHtml(reply) || status >= 500 || status === 408 || status === 425) return ['unavailable']
  switch (status) {
    case 400:
      return badRequest(problem, call)
    case 401:
      return ['unauthorized_key']
    case 402:
      return ['limit_reached', 'plan']
    case 403:
      return forbidden(problem, call)
    case 404:
      return ['not_found']
    case 410:
      // The session in question is the one at OnlyFans; an attempt has none.
      return call.family === 'connect' ? ['not_found'] : ['reauth_required', 'session_expired']
    case 412:
      return call.login === 'stored' ? ['rejected', 'no_stored_credentials'] : ['rejected']
    default:
      return ['rejected']
  }
}

/** What may be said of a problem: words of the documentation, never a provider's free text. */
function said(problem: Problem, detail: ProviderFailureDetail | undefined): string {
  // Others stay out of it: they could be an echo.
  const code = KNOWN_PROBLEMS.find((known) => known === problem.code) ?? 'no known code'
  const scope = problem.words.map((each) => SCOPE.exec(each)?.[0]).find(Boolean)
  return detail === 'scope_missing' && scope ? `${code}, the key lacks ${scope}` : code
}

/** Turns a reply with a status from 400 into the error to throw. */
export function classify(reply: HttpReply, call: OnlyfanskitCall, now: Date): ProviderError {
  const problem = parseProblem(reply)
  const [kind, detail] = verdictOf(reply, problem, call)
  const told = parseRetryAfter(reply.headers.get('retry-after'), now) ?? problem.retryAfter
  // Nothing is documented for a 429 without a time; a minute is the shortest of its windows.
  const retryAfter = kind === 'rate_limited' ? (told ?? 60) : kind === 'unavailable' ? told : null
  return new ProviderError(kind, `${call.label}: HTTP ${reply.status}, ${said(problem, detail)}`, {
    detail,
    retryAfter,
    httpStatus: reply.status,
    retryable: problem.retryable,
    byOnlyFans: problem.code.startsWith('upstream/'),
  })
}
