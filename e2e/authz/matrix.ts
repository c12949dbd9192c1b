import { ACCOUNT_ACTIONS, ACCOUNT_PATHS } from './account-entries'
import { BULK_ACTIONS, BULK_PATHS } from './bulk-entries'
import { CREATOR_PAGE_ACTIONS, CREATOR_PAGE_PATHS } from './creator-page-entries'
import { EMBED_ACTIONS } from './embed-entries'
import {
  ADMINS,
  type AgencyAction,
  ALL,
  agencyAction,
  type CreatorAction,
  type Outcome,
  type PathEntry,
  type PublicAction,
  RENAMED,
  type UserAction,
} from './kinds'
import { LIVE_PATHS } from './live-entries'
import { LOGIN_ACTIONS, LOGIN_PATHS } from './login-entries'
import { PROVIDER_ACTIONS, PROVIDER_PATHS } from './provider-entries'
import { TEAM_ACTIONS, TEAM_PATHS } from './team-entries'
import { WEBHOOK_ACTIONS, WEBHOOK_PATHS } from './webhook-entries'

const CONNECTIONS = 'app/a/[agency]/connections/actions.ts'
const SESSIONS = 'app/a/[agency]/link-sessions/actions.ts'
const INVITES = 'app/a/[agency]/invites/actions.ts'
const SETTINGS = 'app/a/[agency]/settings/actions.ts'

/** One pixel. */
const PNG = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='

const CONNECT = 'app/connect/actions.ts'

const creatorAction = (withLink: Outcome, input: Record<string, unknown> = {}): CreatorAction => ({
  kind: 'creator',
  target: null,
  input: () => input,
  withLink,
})
const onAttempt = (): CreatorAction => ({
  kind: 'creator',
  target: 'liveSession',
  input: (linkSessionId) => ({ linkSessionId }),
  withLink: 'not_found',
})

const onInvite = (more: Record<string, unknown> = {}) =>
  agencyAction('invite', '/invites/[invite]', ALL, (inviteId) => ({ inviteId, ...more }))

/**
 * Who may do what: every server action and every path of the build. A test fails on an entry of the build that is
 * missing here and on a line here that the build does not have, and then tries all of them.
 */
export const ACTIONS: Record<string, AgencyAction | UserAction | PublicAction | CreatorAction> = {
  ...ACCOUNT_ACTIONS,
  ...BULK_ACTIONS,
  ...CREATOR_PAGE_ACTIONS,
  ...EMBED_ACTIONS,
  ...LOGIN_ACTIONS,
  ...PROVIDER_ACTIONS,
  ...TEAM_ACTIONS,
  ...WEBHOOK_ACTIONS,
  'app/a/[agency]/attention/actions.ts#resolveOrphanAction': agencyAction(
    'orphan',
    '/attention',
    ADMINS,
    (orphanId) => ({ orphanId, action: 'delete' }),
  ),
  'app/a/[agency]/attention/actions.ts#askCreatorAction': agencyAction(
    'connection',
    '/connections/[connection]',
    ALL,
    (connectionId) => ({ connectionId }),
  ),
  'app/a/[agency]/attention/actions.ts#answerAskAction': agencyAction(
    'invite',
    '/attention',
    ALL,
    (inviteId) => ({ inviteId, answer: 'set_aside' }),
  ),
  [`${CONNECTIONS}#setPriorityAction`]: agencyAction(
    'connection',
    '/connections/[connection]',
    ALL,
    (connectionId) => ({ connectionId, priority: 'high' }),
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
    { stepUp: true },
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
  [`${INVITES}#revokeInvitesAction`]: agencyAction(
    'invite',
    '/invites',
    ADMINS,
    (inviteId) => ({ inviteIds: [inviteId] }),
    { stepUp: true },
  ),
  [`${SETTINGS}#renameAgencyAction`]: agencyAction(null, '/settings', ADMINS, () => ({
    name: RENAMED,
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
  // Not the text that stands on the page: nothing begins.
  [`${CONNECT}#continueConnectAction`]: creatorAction('conflict', { consentHash: 'a'.repeat(64) }),
  [`${CONNECT}#resumeConnectAction`]: creatorAction('conflict'),
  [`${CONNECT}#openFrameAction`]: creatorAction('conflict'),
  [`${CONNECT}#frameNewsAction`]: creatorAction('conflict', { news: 'success' }),
  [`${CONNECT}#leaveFrameAction`]: creatorAction('conflict'),
  [`${CONNECT}#askForNewLinkAction`]: creatorAction('conflict'),
  [`${CONNECT}#copyLinkAction`]: creatorAction('ok'),
  [`${CONNECT}#noteOpenedAction`]: creatorAction('ok', { timeZone: 'UTC' }),
  // A session that the team started is none of hers.
  [`${CONNECT}#acknowledgeAccountAction`]: onAttempt(),
  [`${CONNECT}#undoConnectAction`]: onAttempt(),
}

export const PATHS: Record<string, PathEntry> = {
  ...ACCOUNT_PATHS,
  ...BULK_PATHS,
  ...CREATOR_PAGE_PATHS,
  ...LIVE_PATHS,
  ...LOGIN_PATHS,
  ...PROVIDER_PATHS,
  ...TEAM_PATHS,
  ...WEBHOOK_PATHS,
  '/404': { kind: 'ownError' },
  '/500': { kind: 'ownError' },
  '/_global-error': { kind: 'ownError' },
  '/_not-found': { kind: 'ownError' },
  '/a/[agency]': { kind: 'agency' },
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
  '/connect': { kind: 'public', status: 200 },
  // Without a link there is nothing to go on with.
  '/connect/go': { kind: 'public', status: 303 },
  '/connect/i/[token]': { kind: 'public', status: 303, ask: '/connect/i/nothing' },
  '/connect/language/[locale]': { kind: 'public', status: 303, ask: '/connect/language/es' },
  '/connect/status': { kind: 'public', status: 200 },
  '/icon.svg': { kind: 'public', status: 200 },
  '/link/closed': { kind: 'public', status: 200 },
}
