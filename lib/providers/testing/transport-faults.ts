import type { IncomingMessage, ServerResponse } from 'node:http'

/** What a call ends in: the words of its error, or 'ok'. */
export type Outcome = string

/** What can happen to any call on its way, whatever the provider. */
export type TransportFault = {
  answer: (response: ServerResponse, request: IncomingMessage) => void
  outcome: Outcome
  /** What it is for a change whose answer has no documented body. */
  bodyless?: Outcome
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

/** In place of all that a careless server repeats of what it was sent. */
const ECHO = 'CANARYKEY CANARYSECRET sess=CANARYCOOKIE'
export const HTML = `<!doctype html><title>Gateway</title><p>${ECHO}</p>`
export const AS_HTML = { 'content-type': 'text/html' }

export function reply(
  response: ServerResponse,
  status: number,
  body: string,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(body)
}

export const answers =
  (status: number, body: unknown, headers?: Record<string, string>) => (response: ServerResponse) =>
    reply(response, status, typeof body === 'string' ? body : JSON.stringify(body), headers)

const limited = (header: string | undefined, reads: 1 | 3, retryAfter: number): TransportFault => ({
  answer: answers(429, { error: ECHO }, header === undefined ? {} : { 'retry-after': header }),
  outcome: 'rate_limited',
  reads,
  retryAfter,
})

export const TRANSPORT_FAULTS: Record<string, TransportFault> = {
  'reset before headers': {
    answer: (response) => response.socket?.resetAndDestroy(),
    outcome: 'unavailable',
    reads: 3,
  },
  'reset in the body': {
    answer(response) {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' })
      response.write('{"list":[')
      timers.add(setTimeout(() => response.socket?.resetAndDestroy(), 5))
    },
    outcome: 'unavailable',
    reads: 3,
  },
  'timeout before headers': { answer: () => {}, outcome: 'unavailable', reads: 1, hangs: true },
  'slow body': {
    answer(response) {
      response.writeHead(200, { 'content-type': 'application/json' })
      timers.add(setInterval(() => response.write(' '), 20))
    },
    outcome: 'unavailable',
    reads: 1,
    hangs: true,
  },
  'slow body of an error': {
    answer(response) {
      response.writeHead(401, { 'content-type': 'application/json' })
      timers.add(setInterval(() => response.write(' '), 20))
    },
    outcome: 'unavailable',
    reads: 1,
    hangs: true,
  },
  '500 without a body': { answer: answers(500, ''), outcome: 'unavailable', reads: 3 },
  '502 HTML': { answer: answers(502, HTML, AS_HTML), outcome: 'unavailable', reads: 3 },
  '503 with Retry-After': {
    answer: answers(503, { error: ECHO }, { 'retry-after': '2' }),
    outcome: 'unavailable',
    reads: 3,
    retryAfter: 2,
  },
  '200 HTML': { answer: answers(200, HTML, AS_HTML), outcome: 'invalid_response', reads: 1 },
  '200 HTML as JSON': { answer: answers(200, HTML), outcome: 'invalid_response', reads: 1 },
  '200 truncated JSON': {
    answer: answers(200, '{"list":[{"id":"conn_a'),
    outcome: 'invalid_response',
    bodyless: 'ok',
    reads: 1,
  },
  '200 wrong schema': {
    answer: answers(200, { surprise: ECHO, list: ECHO, status: [ECHO], state: [ECHO], scopes: ECHO }),
    outcome: 'invalid_response',
    bodyless: 'ok',
    reads: 1,
  },
  '200 beyond the cap': {
    answer: answers(200, JSON.stringify({ list: [], pad: 'x'.repeat(4_000_001) })),
    outcome: 'invalid_response',
    reads: 1,
  },
  '204': {
    answer: (response) => void response.writeHead(204).end(),
    outcome: 'invalid_response',
    bodyless: 'ok',
    reads: 1,
  },
  ...Object.fromEntries(
    [301, 302, 303, 307, 308].map((status): [string, TransportFault] => [
      `${status} to an internal host`,
      {
        answer: (response) =>
          reply(response, status, '', { location: `${places.internal}/latest/meta-data` }),
        outcome: 'invalid_response',
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
    outcome: 'rate_limited',
    reads: 1,
    retryAfter: 7,
  },
  '401 HTML': { answer: answers(401, HTML, AS_HTML), outcome: 'unavailable', reads: 3 },
  '404 HTML': { answer: answers(404, HTML, AS_HTML), outcome: 'unavailable', reads: 3 },
}

/** Without what differs in its header alone: the shared caller reads that, so one provider's test of it is enough. */
export const SHARED_FAULTS = Object.entries(TRANSPORT_FAULTS).filter(
  ([name]) => !/^30[1378]|^429 (with a date|with a neg|in too)/.test(name),
)
