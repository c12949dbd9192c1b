import {
  ADMINS,
  type AgencyAction,
  ALL,
  agencyAction,
  type CreatorAction,
  type PathEntry,
  type PublicAction,
} from './kinds'

const SESSIONS = 'app/a/[agency]/link-sessions/actions.ts'
const CONNECT = 'app/connect/actions.ts'

const PASSWORD = { method: 'password', email: 'matrix@creator.sandbox.com', password: 'matrix-password' }

/** Only the browser that began an attempt may answer in it; nobody here is that one, so it is not there for anybody. */
const answer = (more: Record<string, unknown> = {}): AgencyAction =>
  agencyAction(
    'liveSession',
    '/link-sessions/[liveSession]',
    ALL,
    (linkSessionId) => ({ linkSessionId, ...more }),
    { own: 'not_found' },
  )

/** An attempt that the team started is none of hers. */
const herAnswer = (more: Record<string, unknown> = {}): CreatorAction => ({
  kind: 'creator',
  target: 'liveSession',
  input: (linkSessionId) => ({ linkSessionId, ...more }),
  withLink: 'not_found',
})

/** Logins of our own form, hand-offs and the login budget. */
export const LOGIN_ACTIONS: Record<string, AgencyAction | CreatorAction | PublicAction> = {
  [`${SESSIONS}#submitLoginAction`]: answer(PASSWORD),
  [`${SESSIONS}#submitCodeAction`]: answer({ code: '123456' }),
  [`${SESSIONS}#confirmSelfieAction`]: answer(),
  [`${SESSIONS}#sendCodeAction`]: answer({ kind: 'sms' }),
  [`${SESSIONS}#emailCreatorAction`]: answer(),
  [`${SESSIONS}#createHandoffAction`]: answer(),
  [`${SESSIONS}#revokeHandoffAction`]: answer(),
  [`${SESSIONS}#grantLoginAction`]: agencyAction('creator', '/connections', ADMINS, (creatorId) => ({
    creatorId,
    reason: 'The matrix asked for it',
  })),
  [`${CONNECT}#submitLoginAction`]: herAnswer(PASSWORD),
  [`${CONNECT}#submitCodeAction`]: herAnswer({ code: '123456' }),
  [`${CONNECT}#confirmSelfieAction`]: herAnswer(),
  [`${CONNECT}#sendCodeAction`]: herAnswer({ kind: 'sms' }),
  [`${CONNECT}#emailCreatorAction`]: herAnswer(),
  'app/connect/h/actions.ts#joinHandoffAction': {
    kind: 'public',
    page: '/connect/h/nothing',
    fields: () => ({ token: 'nothing' }),
    outcome: 'not_found',
    member: 'forbidden',
  },
}

export const LOGIN_PATHS: Record<string, PathEntry> = {
  // Looks nothing up: the same for every token.
  '/connect/h/[token]': { kind: 'public', status: 200, ask: '/connect/h/nothing' },
  '/connect/attempt': { kind: 'public', status: 200 },
}
