/** The lines of a timeline that a creator is shown; each has words in the `mine` messages under `history`. */
export const HISTORY_KINDS = [
  'session.started',
  'session.cancelled',
  'session.failed',
  'session.needs_review',
  'connection.created',
  'connection.reconnected',
  'connection.needs_reauth',
  'connection.awaiting_2fa',
  'connection.needs_review',
  'connection.repaired_elsewhere',
  'connection.disconnected',
  'deletion.requested',
  'deletion.confirmed',
] as const

export type HistoryKind = (typeof HISTORY_KINDS)[number]

/** How a connection stands, in the few words that matter to her; each has words in `mine` under `standing`. */
export const STANDINGS = ['working', 'needs_you', 'needs_team', 'ending', 'ended'] as const
export type Standing = (typeof STANDINGS)[number]
