import type { Fault as FaultOf } from '../../testing/fault-suite'
import { answers, type Outcome, TRANSPORT_FAULTS } from '../../testing/transport-faults'
import { KEY, SECRET } from './fake'
import { CONNECTION, type MethodKind } from './methods'

type Fault = FaultOf<MethodKind> & {
  /** What it is for the deletion of a Link session, where that of a connection differs. */
  link?: Outcome
}

// A refusal that repeats all that we sent, as a careless server does.
const ECHO = `${KEY} ${SECRET} ${CONNECTION} sess=CANARYCOOKIE`

const refuses = (status: number, type?: string, headers?: Record<string, string>) =>
  answers(status, { error: ECHO, requestId: KEY, details: ECHO, ...(type ? { type } : {}) }, headers)

const gone = (all: Outcome, init: Outcome): Fault['outcome'] => ({
  all,
  init,
  // A step of ours at a session that is gone.
  step: 'not_found',
  status: 'ok',
  delete: 'ok',
})

export const FAULTS: Record<string, Fault> = {
  ...Object.fromEntries(
    Object.entries(TRANSPORT_FAULTS).map(
      ([name, { outcome, bodyless = outcome, ...fault }]): [string, Fault] => [
        name,
        { ...fault, outcome: { all: outcome, delete: bodyless, invalidate: bodyless } },
      ],
    ),
  ),
  '500': { answer: refuses(500, 'UNKNOWN_ERROR'), outcome: { all: 'unavailable' } },
  '200 isAuth false': {
    answer: answers(200, { isAuth: false }),
    outcome: {
      all: 'invalid_response',
      self: 'reauth_required/signed_out',
      delete: 'ok',
      invalidate: 'ok',
    },
  },
  '401 UNAUTHORIZED': {
    answer: refuses(401, 'UNAUTHORIZED'),
    outcome: { all: 'unauthorized_key' },
  },
  '401 SESSION_EXPIRED': {
    answer: refuses(401, 'SESSION_EXPIRED'),
    outcome: {
      ...gone('reauth_required/session_expired', 'not_found'),
      delete: 'reauth_required/session_expired',
    },
    link: 'ok',
  },
  '401 SESSION_NOT_PROVIDED': {
    answer: refuses(401, 'SESSION_NOT_PROVIDED'),
    outcome: {
      ...gone('reauth_required/session_missing', 'not_found'),
      delete: 'reauth_required/session_missing',
    },
    link: 'ok',
  },
  '401 RULES_OUTDATED': { answer: refuses(401, 'RULES_OUTDATED'), outcome: { all: 'unavailable' } },
  '401 without a type': {
    answer: refuses(401),
    outcome: { all: 'unauthorized_key', self: 'unavailable', access: 'unavailable' },
  },
  '403': {
    answer: refuses(403),
    outcome: {
      all: 'rejected/scope_missing',
      init: 'limit_reached',
      status: 'rejected',
      step: 'rejected',
      self: 'rejected',
      access: 'rejected',
    },
    link: 'rejected',
  },
  '403 FORBIDDEN': {
    answer: refuses(403, 'FORBIDDEN'),
    outcome: {
      all: 'rejected/scope_missing',
      self: 'rejected/permission_missing',
      access: 'rejected/permission_missing',
    },
  },
  '404': { answer: refuses(404), outcome: gone('not_found', 'rejected/app_not_found') },
  '404 without a body': {
    answer: answers(404, ''),
    outcome: gone('not_found', 'rejected/app_not_found'),
  },
  '404 ROUTE_NOT_FOUND': { answer: refuses(404, 'ROUTE_NOT_FOUND'), outcome: { all: 'rejected' } },
  '410': { answer: refuses(410), outcome: gone('not_found', 'rejected/app_not_found') },
  '412': { answer: refuses(412), outcome: { all: 'rejected' } },
}
