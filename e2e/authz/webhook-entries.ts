import { ADMINS, type AgencyAction, agencyAction, type PathEntry } from './kinds'

/** What the providers send, and the runs that were stopped because of it. */
export const WEBHOOK_ACTIONS: Record<string, AgencyAction> = {
  // Nothing is held in the matrix's agency: who may is told so, everybody else that they may not.
  'app/a/[agency]/attention/actions.ts#releaseHoldAction': agencyAction(
    'providerAccount',
    '/attention',
    ADMINS,
    (accountId) => ({ accountId }),
    { own: 'conflict' },
  ),
}

export const WEBHOOK_PATHS: Record<string, PathEntry> = {
  // Who may not see it is told so, on a page without a line of it.
  '/a/[agency]/settings/webhooks': { kind: 'agency' },
  // Takes POST alone; who they are is in the signature, and a session of ours counts for nothing there.
  '/api/webhooks/[provider]/[account]': {
    kind: 'public',
    status: 405,
    post: 401,
    ask: '/api/webhooks/ofauth/00000000-0000-4000-8000-000000000000',
  },
}
