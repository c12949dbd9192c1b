import type { PathEntry } from './kinds'

/** The streams that open pages follow. */
export const LIVE_PATHS: Record<string, PathEntry> = {
  '/api/frame': { kind: 'agency', json: true, ask: '/api/frame?agency=[agency]' },
  '/api/events': { kind: 'agency', json: true, ask: '/api/events?agency=[agency]' },
  // Who has neither a link nor a page of her own has nothing to follow.
  '/connect/events': { kind: 'public', status: 204 },
}
