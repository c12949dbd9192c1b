import { type AgencyAction, ALL, agencyAction, type PathEntry } from './kinds'

const BULK = 'app/a/[agency]/bulk/actions.ts'
const NOTICES = 'app/a/[agency]/notices/actions.ts'

/** What is done to many connections at once, and what people are told. */
export const BULK_ACTIONS: Record<string, AgencyAction> = {
  [`${BULK}#startBulkAction`]: agencyAction('connection', '/connections', ALL, (connectionId, unique) => ({
    kind: 'tag',
    connectionIds: [connectionId],
    addTags: ['matrix'],
    idempotencyKey: unique(),
  })),
  [`${BULK}#stopBulkAction`]: agencyAction('bulkJob', '/bulk/[bulkJob]', ALL, (jobId) => ({ jobId })),
  [`${BULK}#retryBulkAction`]: agencyAction('bulkJob', '/bulk/[bulkJob]', ALL, (jobId) => ({ jobId })),
  [`${NOTICES}#markNoticesReadAction`]: agencyAction('notice', '/notices', ALL, (noticeId) => ({
    noticeIds: [noticeId],
  })),
  [`${NOTICES}#setNoticePreferencesAction`]: agencyAction(null, '/account', ALL, () => ({
    channel: 'app',
    cadence: 'daily',
  })),
}

export const BULK_PATHS: Record<string, PathEntry> = {
  '/a/[agency]/bulk': { kind: 'agency' },
  '/a/[agency]/bulk/[id]': { kind: 'agency', target: 'bulkJob' },
  '/a/[agency]/bulk/[id]/status': { kind: 'agency', target: 'bulkJob', json: true },
  '/a/[agency]/notices': { kind: 'agency' },
}
