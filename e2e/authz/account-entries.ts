import {
  ADMINS,
  type AgencyAction,
  agencyAction,
  type PathEntry,
  type PublicAction,
  type UserAction,
} from './kinds'

const ACCOUNT = 'app/a/[agency]/account/actions.ts'
const RESET = 'app/a/[agency]/team/reset-actions.ts'

/** Signing in, one's own account, and the reset of somebody else's. */
export const ACCOUNT_ACTIONS: Record<string, AgencyAction | UserAction | PublicAction> = {
  'app/(auth)/actions.ts#signOutAction': {
    kind: 'public',
    page: '/sign-in',
    fields: () => ({}),
    outcome: 'redirect /sign-in?said=signed-out',
  },
  'app/(auth)/setup/actions.ts#setUpAction': {
    kind: 'public',
    page: '/setup',
    fields: () => ({
      token: 'x'.repeat(43),
      agency: 'Intruders',
      name: 'Ingo Intruder',
      email: 'intruder@e2e.example',
      password: 'a-long-enough-password',
    }),
    outcome: 'not_found',
  },
  'app/(auth)/sign-in/actions.ts#signInAction': {
    kind: 'public',
    page: '/sign-in',
    // Somebody else each time: tries are limited by name.
    fields: (unique) => ({ email: `nobody.${unique()}@e2e.example`, password: 'wrong-password' }),
    outcome: 'wrong_password',
  },
  'app/(auth)/sign-in/second-step/actions.ts#secondStepAction': {
    kind: 'public',
    page: '/sign-in/second-step',
    fields: () => ({ code: '000000' }),
    outcome: 'redirect /sign-in?said=too-late',
    pending: 'wrong_code',
  },
  // Nobody here has opened a reset link.
  'app/(auth)/reset/actions.ts#resetPasswordAction': {
    kind: 'public',
    page: '/reset',
    fields: () => ({ password: 'a-long-enough-password' }),
    outcome: 'conflict',
  },
  [`${ACCOUNT}#changePasswordAction`]: {
    kind: 'user',
    input: () => ({ current: 'not-the-password', next: 'another-long-password' }),
    outcomes: 'invalid_input',
  },
  [`${ACCOUNT}#endSessionAction`]: {
    kind: 'user',
    input: (sessionId) => ({ sessionId }),
    outcomes: { own: 'ok', foreign: 'not_found', random: 'not_found', malformed: 'invalid_input' },
  },
  [`${ACCOUNT}#endAllSessionsAction`]: {
    kind: 'user',
    input: () => ({}),
    outcomes: 'redirect /sign-in?said=signed-out-everywhere',
  },
  [`${ACCOUNT}#startTotpAction`]: { kind: 'user', input: () => ({}), outcomes: 'ok', stepUp: true },
  // Whether a setup was begun depends on what ran before; a code that is none is refused first.
  [`${ACCOUNT}#confirmTotpAction`]: {
    kind: 'user',
    input: () => ({ code: 'x'.repeat(101) }),
    outcomes: 'invalid_input',
  },
  [`${ACCOUNT}#turnOffTotpAction`]: { kind: 'user', input: () => ({}), outcomes: 'conflict', stepUp: true },
  [`${ACCOUNT}#renewRecoveryCodesAction`]: {
    kind: 'user',
    input: () => ({}),
    outcomes: 'conflict',
    stepUp: true,
  },
  [`${ACCOUNT}#stepUpAction`]: {
    kind: 'user',
    input: () => ({ proof: 'not-the-password' }),
    outcomes: 'wrong_password',
  },
  [`${RESET}#issueResetAction`]: agencyAction(
    'member',
    '/team',
    ADMINS,
    (userId) => ({ userId, removesTotp: true }),
    { stepUp: true },
  ),
  [`${RESET}#mailResetAction`]: agencyAction('reset', '/team', ADMINS, (resetId) => ({ resetId })),
  [`${RESET}#getResetMailAction`]: agencyAction('reset', '/team', ADMINS, (resetId) => ({ resetId })),
}

export const ACCOUNT_PATHS: Record<string, PathEntry> = {
  // Who is in no team is told so there.
  '/': { kind: 'public', status: 307, deactivated: 200 },
  '/a/[agency]/account': { kind: 'agency' },
  '/reset': { kind: 'public', status: 200 },
  '/reset/[token]': { kind: 'public', status: 303, ask: `/reset/${'x'.repeat(43)}` },
  '/setup': { kind: 'public', status: 404 },
  '/sign-in': { kind: 'public', status: 200, pending: 307 },
  '/sign-in/second-step': { kind: 'public', status: 307, pending: 200 },
}
