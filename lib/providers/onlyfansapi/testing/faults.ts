import type { Fault as FaultOf } from '../../testing/fault-suite'
import { answers, type Outcome, SHARED_FAULTS } from '../../testing/transport-faults'
import { ACCOUNT, ATTEMPT, KEY } from './fake'
import { CODE, type MethodKind, PASSWORD } from './methods'

type Fault = FaultOf<MethodKind>

// A refusal that repeats all that we sent, as a careless server does.
const ECHO = `${KEY} ${ATTEMPT} ${ACCOUNT} ${PASSWORD} ${CODE} wsAuthToken=CANARY-WS`
const EXPIRED = { error: 'SESSION_EXPIRED:NEEDS_REAUTHENTICATION', message: ECHO, description: ECHO }
const UNAUTHORIZED = { error: `Unauthorized. ${ECHO}` }

const refuses = (status: number) => answers(status, { message: ECHO, requestId: KEY })

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

const TRANSPORT: Record<string, Fault> = Object.fromEntries(
  SHARED_FAULTS.map(([name, { outcome, bodyless = outcome, ...fault }]): [string, Fault] => [
    name,
    { ...fault, outcome: { all: outcome, code: bodyless, delete: bodyless } },
  ]),
)

const WRONG_BODIES: Record<string, Fault> = {
  '200 wrong schema': {
    answer: answers(200, { surprise: ECHO, data: ECHO, state: [ECHO] }),
    outcome: { all: 'invalid_response', email: 'ok', ...QUEUED },
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
  '401 of the key': { answer: answers(401, UNAUTHORIZED), outcome: { all: 'unauthorized_key' } },
  '401 of the account': {
    answer: answers(401, EXPIRED),
    outcome: { all: 'reauth_required/session_expired' },
  },
  '401 without a name': { answer: refuses(401), outcome: UNNAMED },
  '402': { answer: refuses(402), outcome: { all: 'limit_reached/plan' } },
  '403': { answer: refuses(403), outcome: { all: 'rejected/scope_missing' } },
  '404': { answer: refuses(404), outcome: MISSING },
  '404 without a body': { answer: answers(404, ''), outcome: MISSING },
  '404 of the account': {
    answer: answers(404, { error: ECHO, code: 'account_not_found', message: ECHO }),
    outcome: { ...MISSING, data: 'reauth_required/session_missing' },
  },
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

export const FAULTS: Record<string, Fault> = { ...TRANSPORT, ...WRONG_BODIES, ...REFUSALS }
