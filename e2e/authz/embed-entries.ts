import { type AgencyAction, ALL, agencyAction } from './kinds'

const FRAMES = 'app/a/[agency]/link-sessions/frame-actions.ts'

// Only the browser that began a session has its frame; nobody here is that one.
const onFrame = (more: Record<string, unknown> = {}) =>
  agencyAction(
    'liveSession',
    '/link-sessions/[liveSession]',
    ALL,
    (linkSessionId) => ({ linkSessionId, ...more }),
    { own: 'conflict' },
  )

/** The provider's page in a dialog. */
export const EMBED_ACTIONS: Record<string, AgencyAction> = {
  [`${FRAMES}#openFrameAction`]: onFrame(),
  [`${FRAMES}#frameNewsAction`]: onFrame({ news: 'success' }),
  [`${FRAMES}#leaveFrameAction`]: onFrame(),
}
