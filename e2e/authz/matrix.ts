/**
 * Who may do what: every server action and every path of the build. A test fails on an entry of the build that is
 * missing here and on a line here that the build does not have, and then tries all of them.
 */
export const PRINCIPALS = ['anonymous', 'disabled', 'foreignOwner', 'staff', 'admin', 'owner'] as const
export type Principal = (typeof PRINCIPALS)[number]

/** `foreign`: an id that exists, in another agency (for sessions: of another user). */
export const ID_KINDS = ['own', 'foreign', 'random', 'malformed'] as const
export type IdKind = (typeof ID_KINDS)[number]

/** What an id points at; `world.ts` makes them. */
export type Target =
  | 'creator'
  | 'connection'
  | 'liveSession'
  | 'reviewSession'
  | 'deletion'
  | 'orphan'
  | 'invite'
  | 'userSession'

type Member = 'staff' | 'admin' | 'owner'
const ALL: readonly Member[] = ['staff', 'admin', 'owner']
const ADMINS: readonly Member[] = ['admin', 'owner']

/** `ok`, or the code of the refusal. */
export type Outcome = string

export type AgencyAction = {
  kind: 'agency'
  /** Null for what takes no id. */
  target: Target | null
  /** A page that the action belongs to, below the agency. */
  page: string
  allowed: readonly Member[]
  input: (id: string, unique: () => string) => Record<string, unknown>
  /** What those who may get with an id of their own agency. */
  own: Outcome
  /** The same at an address that the provider does not know. */
  ownElsewhere?: Outcome
  /** What those who may not get with an id of another agency or of nothing: the role is checked before the row. */
  notAllowedElsewhere: Outcome
}

export type UserAction = {
  kind: 'user'
  input: (id: string) => Record<string, unknown>
  /** With an id: by kind of id. Without: the same for all. */
  outcomes: Record<IdKind, Outcome> | Outcome
}

export type PublicAction = {
  kind: 'public'
  page: string
  fields: (unique: () => string) => Record<string, string>
  outcome: Outcome
}

function agencyAction(
  target: Target | null,
  page: string,
  allowed: readonly Member[],
  input: AgencyAction['input'],
  more: Partial<Pick<AgencyAction, 'own' | 'ownElsewhere' | 'notAllowedElsewhere'>> = {},
): AgencyAction {
  return {
    kind: 'agency',
    target,
    page,
    allowed,
    input,
    own: 'ok',
    notAllowedElsewhere: 'forbidden',
    ...more,
  }
}

const CONNECTIONS = 'app/a/[agency]/connections/actions.ts'
const SESSIONS = 'app/a/[agency]/link-sessions/actions.ts'
const ACCOUNT = 'app/a/[agency]/account/actions.ts'
const INVITES = 'app/a/[agency]/invites/actions.ts'
const SETTINGS = 'app/a/[agency]/settings/actions.ts'

/** One pixel. */
const PNG = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='

const onInvite = (more: Record<string, unknown> = {}) =>
  agencyAction('invite', '/invites/[invite]', ALL, (inviteId) => ({ inviteId, ...more }))

export const ACTIONS: Record<string, AgencyAction | UserAction | PublicAction> = {
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
  'app/a/[agency]/attention/actions.ts#resolveOrphanAction': agencyAction(
    'orphan',
    '/attention',
    ADMINS,
    (orphanId) => ({ orphanId, action: 'delete' }),
  ),
  [`${CONNECTIONS}#verifyConnectionAction`]: agencyAction(
    'connection',
    '/connections/[connection]',
    ALL,
    (connectionId) => ({ connectionId }),
  ),
  [`${CONNECTIONS}#editConnectionAction`]: agencyAction(
    'connection',
    '/connections/[connection]',
    ALL,
    (connectionId) => ({ connectionId, tags: ['matrix'], note: 'matrix' }),
  ),
  [`${CONNECTIONS}#disconnectConnectionAction`]: agencyAction(
    'connection',
    '/connections/[connection]',
    ADMINS,
    (connectionId) => ({ connectionId, confirmation: 'mona.matrix' }),
  ),
  [`${CONNECTIONS}#retryDeletionAction`]: agencyAction('deletion', '/attention', ADMINS, (deletionId) => ({
    deletionId,
  })),
  [`${SESSIONS}#startConnectAction`]: agencyAction(
    'creator',
    '/connections/new',
    ALL,
    (creatorId, unique) => ({ creatorId, idempotencyKey: unique() }),
    { ownElsewhere: 'provider_misconfigured' },
  ),
  [`${SESSIONS}#startReconnectAction`]: agencyAction(
    'connection',
    '/connections',
    ALL,
    (connectionId, unique) => ({ connectionId, idempotencyKey: unique(), takeOver: true }),
    { ownElsewhere: 'provider_misconfigured' },
  ),
  [`${INVITES}#createInviteAction`]: agencyAction('creator', '/invites/new', ALL, (creatorId, unique) => ({
    creatorId,
    idempotencyKey: unique(),
  })),
  [`${INVITES}#getInviteLinkAction`]: onInvite(),
  [`${INVITES}#mailInviteAction`]: onInvite({ mailTo: 'matrix@e2e.example' }),
  [`${INVITES}#pauseInviteAction`]: onInvite(),
  [`${INVITES}#resumeInviteAction`]: onInvite(),
  [`${INVITES}#extendInviteAction`]: onInvite({ expiresInHours: 24 }),
  [`${INVITES}#rotateInviteAction`]: onInvite(),
  [`${INVITES}#revokeInviteAction`]: onInvite(),
  [`${INVITES}#revokeInvitesAction`]: agencyAction('invite', '/invites', ADMINS, (inviteId) => ({
    inviteIds: [inviteId],
  })),
  [`${SETTINGS}#renameAgencyAction`]: agencyAction(null, '/settings', ADMINS, () => ({
    name: 'Marker Home Inc',
  })),
  [`${SETTINGS}#setLogoAction`]: agencyAction(null, '/settings', ADMINS, () => ({ image: PNG })),
  [`${SETTINGS}#removeLogoAction`]: agencyAction(null, '/settings', ADMINS, () => ({})),
  // Only the browser that started a session may go on with it; nobody here is that one.
  [`${SESSIONS}#resumeLinkSessionAction`]: agencyAction(
    'liveSession',
    '/link-sessions/[liveSession]',
    ALL,
    (linkSessionId) => ({ linkSessionId }),
    { own: 'conflict' },
  ),
  [`${SESSIONS}#stopLinkSessionAction`]: agencyAction(
    'liveSession',
    '/link-sessions/[liveSession]',
    ALL,
    (linkSessionId) => ({ linkSessionId }),
  ),
  // Staff decide about what they started themselves; whether a session exists at all is asked first.
  [`${SESSIONS}#resolveReviewAction`]: agencyAction(
    'reviewSession',
    '/link-sessions/[reviewSession]',
    ADMINS,
    (linkSessionId) => ({ linkSessionId, choice: 'delete' }),
    { notAllowedElsewhere: 'not_found' },
  ),
}

/**
 * `agency`: for members alone, with an id where the path has one. `public`: the same for everybody, here the status.
 * `ownError`: Next's own error pages, never asked for by their path.
 */
export type PathEntry =
  | { kind: 'agency'; target?: Target; json?: boolean }
  | { kind: 'public'; status: number; ask?: string }
  | { kind: 'ownError' }

export const PATHS: Record<string, PathEntry> = {
  '/': { kind: 'public', status: 307 },
  '/404': { kind: 'ownError' },
  '/500': { kind: 'ownError' },
  '/_global-error': { kind: 'ownError' },
  '/_not-found': { kind: 'ownError' },
  '/a/[agency]': { kind: 'agency' },
  '/a/[agency]/account': { kind: 'agency' },
  '/a/[agency]/attention': { kind: 'agency' },
  '/a/[agency]/connections': { kind: 'agency' },
  '/a/[agency]/connections/[id]': { kind: 'agency', target: 'connection' },
  '/a/[agency]/connections/new': { kind: 'agency' },
  '/a/[agency]/creators': { kind: 'agency' },
  '/a/[agency]/invites': { kind: 'agency' },
  '/a/[agency]/invites/[id]': { kind: 'agency', target: 'invite' },
  '/a/[agency]/invites/new': { kind: 'agency' },
  '/a/[agency]/link-sessions/[id]': { kind: 'agency', target: 'liveSession' },
  '/a/[agency]/link-sessions/[id]/status': { kind: 'agency', target: 'liveSession', json: true },
  '/a/[agency]/settings': { kind: 'agency' },
  // A picture for whoever was sent its address; here is none.
  '/api/agency-logo/[id]': { kind: 'public', status: 404 },
  '/api/health': { kind: 'public', status: 200 },
  '/api/link/callback/[provider]': {
    kind: 'public',
    status: 303,
    ask: '/api/link/callback/ofauth?status=success',
  },
  '/icon.svg': { kind: 'public', status: 200 },
  '/link/closed': { kind: 'public', status: 200 },
  '/setup': { kind: 'public', status: 404 },
  '/sign-in': { kind: 'public', status: 200 },
}
