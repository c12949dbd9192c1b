import type { IncomingMessage, ServerResponse } from 'node:http'
import { KEY, SECRET } from './fake'
import { CONNECTION, type MethodKind } from './methods'

/** What a call ends in: the words of its error, or 'ok'. */
export type Outcome = string
export type Fault = {
  answer: (response: ServerResponse, request: IncomingMessage) => void
  /** By kind of method; `all` for the rest. */
  outcome: Partial<Record<MethodKind, Outcome>> & { all: Outcome }
  /** How often a read is sent; a change always once. */
  reads: 1 | 3
  retryAfter?: number
  /** Ends by the deadline, so the calls get a short one. */
  hangs?: boolean
}

/** Where the redirects point; the test sets it. */
export const places = { internal: '' }

const timers = new Set<NodeJS.Timeout>()

export function stopTimers(): void {
  for (const timer of timers) clearInterval(timer)
  timers.clear()
}

// A refusal that repeats all that we sent, as a careless server does.
const ECHO = `${KEY} ${SECRET} ${CONNECTION} sess=CANARYCOOKIE`

function send(response: ServerResponse, status: number, body: string, headers: Record<string, string> = {}) {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(body)
}
const answers =
  (status: number, body: unknown, headers?: Record<string, string>) => (response: ServerResponse) =>
    send(response, status, typeof body === 'string' ? body : JSON.stringify(body), headers)
const refuses = (status: number, type?: string, headers?: Record<string, string>) =>
  answers(status, { error: ECHO, requestId: KEY, details: ECHO, ...(type ? { type } : {}) }, headers)
const HTML = `<!doctype html><title>Gateway</title><p>${ECHO}</p>`
const asHtml = { 'content-type': 'text/html' }

const limited = (header: string | undefined, reads: 1 | 3, retryAfter: number): Fault => ({
  answer: refuses(429, 'RATE_LIMIT_EXCEEDED', header === undefined ? {} : { 'retry-after': header }),
  outcome: { all: 'rate_limited' },
  reads,
  retryAfter,
})

const gone = (all: Outcome, init: Outcome): Fault['outcome'] => ({
  all,
  init,
  status: 'ok',
  delete: 'ok',
})

export const FAULTS: Record<string, Fault> = {
  'reset before headers': {
    answer: (response) => response.socket?.resetAndDestroy(),
    outcome: { all: 'unavailable' },
    reads: 3,
  },
  'reset in the body': {
    answer(response) {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' })
      response.write('{"list":[')
      timers.add(setTimeout(() => response.socket?.resetAndDestroy(), 5))
    },
    outcome: { all: 'unavailable' },
    reads: 3,
  },
  'timeout before headers': { answer: () => {}, outcome: { all: 'unavailable' }, reads: 1, hangs: true },
  'slow body': {
    answer(response) {
      response.writeHead(200, { 'content-type': 'application/json' })
      timers.add(setInterval(() => response.write(' '), 20))
    },
    outcome: { all: 'unavailable' },
    reads: 1,
    hangs: true,
  },
  'slow body of an error': {
    answer(response) {
      response.writeHead(401, { 'content-type': 'application/json' })
      timers.add(setInterval(() => response.write(' '), 20))
    },
    outcome: { all: 'unavailable' },
    reads: 1,
    hangs: true,
  },
  '500': { answer: refuses(500, 'UNKNOWN_ERROR'), outcome: { all: 'unavailable' }, reads: 3 },
  '500 without a body': { answer: answers(500, ''), outcome: { all: 'unavailable' }, reads: 3 },
  '502 HTML': { answer: answers(502, HTML, asHtml), outcome: { all: 'unavailable' }, reads: 3 },
  '503 with Retry-After': {
    answer: refuses(503, undefined, { 'retry-after': '2' }),
    outcome: { all: 'unavailable' },
    reads: 3,
    retryAfter: 2,
  },
  '200 HTML': { answer: answers(200, HTML, asHtml), outcome: { all: 'invalid_response' }, reads: 1 },
  '200 HTML as JSON': { answer: answers(200, HTML), outcome: { all: 'invalid_response' }, reads: 1 },
  '200 truncated JSON': {
    answer: answers(200, '{"list":[{"id":"conn_a'),
    outcome: { all: 'invalid_response', delete: 'ok', invalidate: 'ok' },
    reads: 1,
  },
  '200 wrong schema': {
    answer: answers(200, { surprise: ECHO, list: ECHO, status: [ECHO] }),
    outcome: { all: 'invalid_response', delete: 'ok', invalidate: 'ok' },
    reads: 1,
  },
  '200 isAuth false': {
    answer: answers(200, { isAuth: false }),
    outcome: {
      all: 'invalid_response',
      self: 'reauth_required/signed_out',
      delete: 'ok',
      invalidate: 'ok',
    },
    reads: 1,
  },
  '200 beyond the cap': {
    answer: answers(200, JSON.stringify({ list: [], pad: 'x'.repeat(4_000_001) })),
    outcome: { all: 'invalid_response' },
    reads: 1,
  },
  '204': {
    answer: (response) => void response.writeHead(204).end(),
    outcome: { all: 'invalid_response', delete: 'ok', invalidate: 'ok' },
    reads: 1,
  },
  ...Object.fromEntries(
    [301, 302, 303, 307, 308].map((status): [string, Fault] => [
      `${status} to an internal host`,
      {
        answer: (response) => send(response, status, '', { location: `${places.internal}/latest/meta-data` }),
        outcome: { all: 'invalid_response' },
        reads: 1,
      },
    ]),
  ),
  '429 in seconds': limited('1', 3, 1),
  '429 in too many seconds': limited('30', 1, 30),
  '429 with a date': limited('Fri, 01 Jan 2100 00:00:00 GMT', 1, 3600),
  '429 with a date in the past': limited('Thu, 01 Jan 2026 00:00:00 GMT', 3, 0),
  '429 without a time': limited(undefined, 1, 60),
  '429 with an absurd time': limited('99999999999999999999', 1, 3600),
  '429 with a negative time': limited('-1', 1, 60),
  '429 reset in the body': {
    answer(response) {
      response.writeHead(429, { 'retry-after': '7', 'content-length': '1000' })
      response.write('{')
      timers.add(setTimeout(() => response.socket?.resetAndDestroy(), 5))
    },
    outcome: { all: 'rate_limited' },
    reads: 1,
    retryAfter: 7,
  },
  '401 UNAUTHORIZED': {
    answer: refuses(401, 'UNAUTHORIZED'),
    outcome: { all: 'unauthorized_key' },
    reads: 1,
  },
  '401 SESSION_EXPIRED': {
    answer: refuses(401, 'SESSION_EXPIRED'),
    outcome: { ...gone('reauth_required/session_expired', 'not_found'), delete: 'ok or reauth' },
    reads: 1,
  },
  '401 SESSION_NOT_PROVIDED': {
    answer: refuses(401, 'SESSION_NOT_PROVIDED'),
    outcome: { ...gone('reauth_required/session_missing', 'not_found'), delete: 'ok or reauth' },
    reads: 1,
  },
  '401 RULES_OUTDATED': { answer: refuses(401, 'RULES_OUTDATED'), outcome: { all: 'unavailable' }, reads: 3 },
  '401 without a type': {
    answer: refuses(401),
    outcome: { all: 'unauthorized_key', self: 'unavailable', access: 'unavailable' },
    reads: 1,
  },
  '401 HTML': { answer: answers(401, HTML, asHtml), outcome: { all: 'unavailable' }, reads: 3 },
  '403': {
    answer: refuses(403),
    outcome: {
      all: 'rejected/scope_missing',
      init: 'limit_reached',
      status: 'rejected',
      self: 'rejected',
      access: 'rejected',
      delete: 'rejected or scope',
    },
    reads: 1,
  },
  '403 FORBIDDEN': {
    answer: refuses(403, 'FORBIDDEN'),
    outcome: {
      all: 'rejected/scope_missing',
      self: 'rejected/permission_missing',
      access: 'rejected/permission_missing',
    },
    reads: 1,
  },
  '404': { answer: refuses(404), outcome: gone('not_found', 'rejected/app_not_found'), reads: 1 },
  '404 without a body': {
    answer: answers(404, ''),
    outcome: gone('not_found', 'rejected/app_not_found'),
    reads: 1,
  },
  '404 HTML': { answer: answers(404, HTML, asHtml), outcome: { all: 'unavailable' }, reads: 3 },
  '404 ROUTE_NOT_FOUND': { answer: refuses(404, 'ROUTE_NOT_FOUND'), outcome: { all: 'rejected' }, reads: 1 },
  '410': { answer: refuses(410), outcome: gone('not_found', 'rejected/app_not_found'), reads: 1 },
  '412': { answer: refuses(412), outcome: { all: 'rejected' }, reads: 1 },
}
