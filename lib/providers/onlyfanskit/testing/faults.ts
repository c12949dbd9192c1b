import type { Fault as FaultOf } from '../../testing/fault-suite'
import { answers, SHARED_FAULTS } from '../../testing/transport-faults'
import { ACCOUNT, ATTEMPT, KEY } from './fake'
import type { MethodKind } from './methods'

type Fault = FaultOf<MethodKind> & {
  /** How often a profile is asked for, where the account and the list are asked after it. */
  profileReads?: number
}

// A refusal that repeats all that it was sent, as a careless server does.
const ECHO = `${KEY} ${ATTEMPT} ${ACCOUNT} CANARYPASSWORD`

const refuses = (status: number, over: Record<string, unknown> = {}, headers?: Record<string, string>) =>
  answers(
    status,
    { type: `https://onlyfanskit.dev/problems/${ECHO}`, title: ECHO, detail: ECHO, status, ...over },
    { 'content-type': 'application/problem+json', ...headers },
  )

const said = (code: string) => ({ type: `https://onlyfanskit.dev/problems/${code}`, code })

const once = (status: number, outcome: Fault['outcome'], over: Record<string, unknown> = {}): Fault => ({
  answer: refuses(status, over),
  outcome,
  reads: 1,
})

export const FAULTS: Record<string, Fault> = {
  ...Object.fromEntries(
    SHARED_FAULTS.map(([name, { outcome, bodyless = outcome, ...fault }]): [string, Fault] => [
      name,
      {
        ...fault,
        outcome: { all: outcome, bodyless, delete: bodyless },
        // What can't be read there is looked for in the account.
        ...(outcome === 'invalid_response' ? { profileReads: 2 } : {}),
      },
    ]),
  ),
  '502, to be tried again': {
    answer: refuses(502, { retryable: true }),
    outcome: { all: 'unavailable' },
    reads: 3,
  },
  '502, not to be tried again': once(502, { all: 'unavailable' }, { retryable: false }),
  '503 with seconds in the body': {
    answer: refuses(503, { retryable: true, retryAfterSec: 2 }),
    outcome: { all: 'unavailable' },
    reads: 3,
    retryAfter: 2,
  },
  '429 of the organisation': {
    answer: refuses(429, {
      ...said('quota-exceeded'),
      reason: 'org_rpm',
      retryable: true,
      retryAfterSec: 12,
    }),
    outcome: { all: 'rate_limited' },
    reads: 1,
    retryAfter: 12,
  },
  '429 of the hour': {
    answer: refuses(429, { ...said('quota-exceeded'), retryAfterSec: 1800 }, { 'retry-after': '1700' }),
    outcome: { all: 'rate_limited' },
    reads: 1,
    retryAfter: 1700,
  },
  '429, not to be tried again': {
    answer: refuses(429, { ...said('upstream/rate-limited'), retryable: false, retryAfterSec: 1 }),
    outcome: { all: 'rate_limited' },
    reads: 1,
    retryAfter: 1,
  },
  '400': {
    ...once(400, { all: 'rejected' }, { type: 'x', title: 'Invalid request', detail: 'Something else' }),
    profileReads: 2,
  },
  '400, credentials': {
    ...once(
      400,
      {
        all: 'rejected',
        start: 'rejected/invalid_credentials',
        stored: 'rejected/invalid_credentials',
      },
      { ...said('credentials-rejected') },
    ),
    profileReads: 2,
  },
  '401': once(401, { all: 'unauthorized_key' }),
  '402': once(402, { all: 'limit_reached/plan' }),
  '403': {
    ...once(403, { all: 'rejected/scope_missing', access: 'rejected/permission_missing' }, { type: 'x' }),
    profileReads: 2,
  },
  '403 of a scope': {
    ...once(403, { all: 'rejected/scope_missing' }, { detail: 'missing scope accounts:read' }),
    profileReads: 2,
  },
  '404': { ...once(404, { all: 'not_found', poll: 'ok', delete: 'ok' }), profileReads: 3 },
  '410': once(410, {
    all: 'reauth_required/session_expired',
    start: 'not_found',
    answer: 'not_found',
    bodyless: 'not_found',
    poll: 'ok',
  }),
  '412': {
    ...once(412, { all: 'rejected', stored: 'rejected/no_stored_credentials' }),
    profileReads: 2,
  },
  '413': { ...once(413, { all: 'rejected' }), profileReads: 2 },
}
