import type { IncomingMessage, ServerResponse } from 'node:http'
import { ACCOUNT, ATTEMPT, KEY } from './fake'
import { CODE, type MethodKind, PASSWORD } from './methods'

/** What a call ends in: the words of its error, or 'ok'. */
export type Outcome = string
export type Fault = {
  answer: (response: ServerResponse, request: IncomingMessage) => void
  /** By kind of method; `all` for the rest. */
  outcome: Partial<Record<MethodKind, Outcome>> & { all: Outcome }
  /** How often a read is sent where it ends as `unavailable` or `rate_limited`. */
  reads?: 1 | 3
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
const ECHO = `${KEY} ${ATTEMPT} ${ACCOUNT} ${PASSWORD} ${CODE} wsAuthToken=CANARY-WS`
const EXPIRED = { error: 'SESSION_EXPIRED:NEEDS_REAUTHENTICATION', message: ECHO, description: ECHO }
const UNAUTHORIZED = { error: `Unauthorized. ${ECHO}` }
const HTML = `<!doctype html><title>Gateway</title><p>${ECHO}</p>`
const asHtml = { 'content-type': 'text/html' }

function send(response: ServerResponse, status: number, body: string, headers: Record<string, string> = {}) {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(body)
}
const answers =
  (status: number, body: unknown, headers?: Record<string, string>) => (response: ServerResponse) =>
    send(response, status, typeof body === 'string' ? body : JSON.stringify(body), headers)
const refuses = (status: number, headers?: Record<string, string>) =>
  answers(status, { message: ECHO, requestId: KEY }, headers)

const limited = (header: string | undefined, reads: 1 | 3, retryAfter: number): Fault => ({
  answer: refuses(429, header === undefined ? {} : { 'retry-after': header }),
  outcome: { all: 'rate_limited' },
  reads,
  retryAfter,
})

/** An answer that is only words is enough where the poll tells what became of it. */
const QUEUED: Partial<Record<MethodKind, Outcome>> = { code: 'ok', delete: 'ok' }
const MISSING: Fault['outcome'] = { all: 'not_found', poll: 'ok', delete: 'ok' }
const UNNAMED: Fault['outcome'] = {
  all: 'unauthorized_key',
  credentials: 'unavailable',
  stored: 'unavailable',
  delete: 'unavailable',
  data: 'unavailable',
}

const CONNECTION_FAULTS: Record<string, Fault> = {
  'reset before headers': {
    answer: (response) => response.socket?.resetAndDestroy(),
    outcome: { all: 'unavailable' },
  },
  'reset in the body': {
    answer(response) {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' })
      response.write('{"state":"')
      timers.add(setTimeout(() => response.socket?.resetAndDestroy(), 5))
    },
    outcome: { all: 'unavailable' },
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
  ...Object.fromEntries(
    [301, 302, 303, 307, 308].map((status): [string, Fault] => [
      `${status} to an internal host`,
      {
        answer: (response) => send(response, status, '', { location: `${places.internal}/latest/meta-data` }),
        outcome: { all: 'invalid_response' },
      },
    ]),
  ),
}

const WRONG_BODIES: Record<string, Fault> = {
  '200 HTML': { answer: answers(200, HTML, asHtml), outcome: { all: 'invalid_response' } },
  '200 HTML as JSON': { answer: answers(200, HTML), outcome: { all: 'invalid_response' } },
  '200 truncated JSON': {
    answer: answers(200, '{"state":"authentica'),
    outcome: { all: 'invalid_response', ...QUEUED },
  },
  '200 wrong schema': {
    answer: answers(200, { surprise: ECHO, data: ECHO, state: [ECHO] }),
    outcome: { all: 'invalid_response', email: 'ok', ...QUEUED },
  },
  '204': {
    answer: (response) => void response.writeHead(204).end(),
    outcome: { all: 'invalid_response', ...QUEUED },
  },
  '200 beyond the cap': {
    answer: (response, { url }) =>
      send(response, 200, `[${' '.repeat(url === '/api/accounts' ? 20_000_001 : 1_000_001)}]`),
    outcome: { all: 'invalid_response' },
  },
  '200 nobody signed in': {
    answer: answers(200, { data: { isAuth: false, csrf: ECHO } }),
    outcome: { all: 'invalid_response', data: 'reauth_required/signed_out', email: 'ok', ...QUEUED },
  },
  '200 with an expired session': {
    answer: answers(200, EXPIRED),
    outcome: { all: 'reauth_required/session_expired' },
  },
  '200 with a refused key': { answer: answers(200, UNAUTHORIZED), outcome: { all: 'unauthorized_key' } },
  '200 unavailable': {
    answer: answers(200, { error: 'SERVICE_UNAVAILABLE', message: ECHO }),
    outcome: { all: 'unavailable' },
    reads: 1,
  },
  '200 with an unknown error': { answer: answers(200, { error: KEY }), outcome: { all: 'rejected' } },
  '200 without success': {
    answer: answers(200, { success: false, message: KEY }),
    outcome: { all: 'rejected' },
  },
}

const REFUSALS: Record<string, Fault> = {
  '500': { answer: refuses(500), outcome: { all: 'unavailable' } },
  '500 without a body': { answer: answers(500, ''), outcome: { all: 'unavailable' } },
  '502 HTML': { answer: answers(502, HTML, asHtml), outcome: { all: 'unavailable' } },
  '503 with Retry-After': {
    answer: refuses(503, { 'retry-after': '2' }),
    outcome: { all: 'unavailable' },
    retryAfter: 2,
  },
  '401 of the key': { answer: answers(401, UNAUTHORIZED), outcome: { all: 'unauthorized_key' } },
  '401 of the account': {
    answer: answers(401, EXPIRED),
    outcome: { all: 'reauth_required/session_expired' },
  },
  '401 without a name': { answer: refuses(401), outcome: UNNAMED },
  '401 HTML': { answer: answers(401, HTML, asHtml), outcome: { all: 'unavailable' } },
  '402': { answer: refuses(402), outcome: { all: 'limit_reached/plan' } },
  '403': { answer: refuses(403), outcome: { all: 'rejected/scope_missing' } },
  '404': { answer: refuses(404), outcome: MISSING },
  '404 without a body': { answer: answers(404, ''), outcome: MISSING },
  '404 of the account': {
    answer: answers(404, { error: ECHO, code: 'account_not_found', message: ECHO }),
    outcome: { ...MISSING, data: 'reauth_required/session_missing' },
  },
  '404 HTML': { answer: answers(404, HTML, asHtml), outcome: { all: 'unavailable' } },
  '409': { answer: answers(409, { message: 'No' }), outcome: { all: 'rejected' } },
  '409 already connected': {
    answer: answers(409, { message: 'This account is already connected.' }),
    outcome: {
      all: 'rejected',
      begin: 'rejected/already_connected',
      credentials: 'rejected/already_connected',
    },
  },
  '410': { answer: refuses(410), outcome: MISSING },
  '412': { answer: answers(412, {}), outcome: { all: 'rejected' } },
  '422': {
    answer: answers(422, { message: 'Odd', errors: { code: ['x'], email: ['x'] } }),
    outcome: { all: 'rejected', code: 'rejected/wrong_code' },
  },
}

const LIMITS: Record<string, Fault> = {
  '429 in seconds': limited('1', 3, 1),
  '429 in too many seconds': limited('30', 1, 30),
  '429 with a date': limited('Fri, 01 Jan 2100 00:00:00 GMT', 1, 3600),
  '429 without a time': limited(undefined, 1, 60),
  '429 with an absurd time': limited('99999999999999999999', 1, 3600),
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
}

export const FAULTS: Record<string, Fault> = { ...CONNECTION_FAULTS, ...WRONG_BODIES, ...REFUSALS, ...LIMITS }
