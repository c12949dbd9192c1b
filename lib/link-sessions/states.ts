export const LINK_STATES = [
  'created',
  'open',
  'authenticating',
  'challenge',
  'verifying',
  'needs_review',
  'completed',
  'dropped',
  'cancelled',
  'failed',
  'expired',
  'revoked',
] as const
export type LinkState = (typeof LINK_STATES)[number]

export const LINK_EVENTS = [
  'open',
  'authenticate',
  'challenge',
  'verify',
  'complete',
  'review',
  'drop',
  'cancel',
  'fail',
  'expire',
  'revoke',
  'renew',
  'retry',
] as const
export type LinkEvent = (typeof LINK_EVENTS)[number]

const TRANSITIONS: readonly (readonly [LinkState, LinkEvent, LinkState])[] = [
  ['created', 'open', 'open'],
  ['created', 'fail', 'failed'],
  ['created', 'expire', 'expired'],
  ['created', 'revoke', 'revoked'],
  ['open', 'authenticate', 'authenticating'],
  ['open', 'challenge', 'challenge'],
  ['open', 'verify', 'verifying'],
  ['open', 'cancel', 'cancelled'],
  ['open', 'fail', 'failed'],
  ['open', 'expire', 'expired'],
  ['open', 'revoke', 'revoked'],
  ['authenticating', 'challenge', 'challenge'],
  ['authenticating', 'verify', 'verifying'],
  ['authenticating', 'cancel', 'cancelled'],
  ['authenticating', 'fail', 'failed'],
  ['authenticating', 'expire', 'expired'],
  ['authenticating', 'revoke', 'revoked'],
  ['challenge', 'authenticate', 'authenticating'],
  ['challenge', 'verify', 'verifying'],
  ['challenge', 'cancel', 'cancelled'],
  ['challenge', 'fail', 'failed'],
  ['challenge', 'expire', 'expired'],
  ['challenge', 'revoke', 'revoked'],
  ['verifying', 'complete', 'completed'],
  ['verifying', 'review', 'needs_review'],
  ['verifying', 'fail', 'failed'],
  ['verifying', 'expire', 'expired'],
  ['verifying', 'revoke', 'revoked'],
  // The provider's page ran out before anything was given there: it is opened anew, once.
  ['expired', 'renew', 'created'],
  // OnlyFans refused e-mail or password: our own form asks once more.
  ['authenticating', 'retry', 'open'],
  ['challenge', 'retry', 'open'],
  // A provider that says done after all is believed once it is proven; only `revoked` stays deaf.
  ['cancelled', 'verify', 'verifying'],
  ['failed', 'verify', 'verifying'],
  ['expired', 'verify', 'verifying'],
  ['needs_review', 'complete', 'completed'],
  ['needs_review', 'drop', 'dropped'],
]

/** The state after an event, or null when that event means nothing in this state. */
export function nextState(from: LinkState, event: LinkEvent): LinkState | null {
  return TRANSITIONS.find(([state, name]) => state === from && name === event)?.[2] ?? null
}

/** Live: the person may still be at it, or we still have to prove it. One live reconnect per connection. */
export const LIVE_STATES = [
  'created',
  'open',
  'authenticating',
  'challenge',
  'verifying',
] as const satisfies LinkState[]

export function isLive(state: LinkState): boolean {
  return (LIVE_STATES as readonly LinkState[]).includes(state)
}
