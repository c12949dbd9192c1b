/** Every line that a timeline can hold, in the words of the people who read it. */
export const EVENT_WORDS = {
  'session.started': 'Link session started',
  'session.opened': 'Sent to the provider’s login page',
  'session.init_failed': 'The provider did not open a session',
  'session.authenticating': 'Logging in at the provider',
  'session.challenge': 'The provider asks for a second factor',
  'session.callback': 'Came back from the provider',
  'session.verifying': 'Checking the result with the provider',
  'session.completed': 'Connection proven',
  'session.cancelled': 'Cancelled',
  'session.failed': 'Login failed',
  'session.expired': 'Ran out of time',
  'session.revoked': 'Stopped by the team',
  'session.taken_over': 'Taken over by somebody else in the team',
  'session.needs_review': 'Waiting for review',
  'session.dropped': 'Dropped after review',
  'session.late_success': 'Succeeded after it had been stopped; deleted at the provider',
  'connection.created': 'Connected',
  'connection.reconnected': 'Reconnected in place',
  'connection.repaired_elsewhere': 'Works again',
  'connection.verified': 'Verified with the provider',
  'connection.check_failed': 'Could not be checked',
  'connection.needs_reauth': 'Needs to be reconnected',
  'connection.awaiting_2fa': 'Waits for a second factor',
  'connection.needs_review': 'Another OnlyFans user answered; data is blocked',
  'connection.id_replaced': 'The provider gave it a new connection id',
  'connection.renamed': 'Username changed on OnlyFans',
  'connection.disconnected': 'Disconnected',
  'orphan.adopted': 'Adopted from the provider’s list',
  'connection.edited': 'Details edited',
  'deletion.requested': 'Deletion requested at the provider',
  'deletion.retrying': 'Deletion not confirmed yet; trying again',
  'deletion.confirmed': 'Deletion confirmed by the provider',
} as const

export type EventKind = keyof typeof EVENT_WORDS

/** The words of an event kind; unknown kinds (from a newer version) are shown as they are. */
export function eventWords(kind: string): string {
  return Object.hasOwn(EVENT_WORDS, kind) ? EVENT_WORDS[kind as EventKind] : kind
}
