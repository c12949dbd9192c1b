import { REASONS } from '../connections/words'

/** Causes of broken or ageing connections: reason codes of lib/connections/words.ts. */
export const CONNECTION_CAUSES = [
  'other_user',
  'session_expired',
  'provider_expired',
  'signed_out',
  'session_missing',
  'provider_awaiting_2fa',
  'other_user_refused',
  'other_reason',
  'renewal_due',
] as const
export type ConnectionCause = (typeof CONNECTION_CAUSES)[number]

/** What is wrong with a whole provider account. */
export const PROBLEM_CAUSES = ['key_refused', 'unavailable', 'misconfigured', 'held', 'clock'] as const
export type ProblemCause = (typeof PROBLEM_CAUSES)[number]

export const ATTENTION_CAUSES = [
  ...PROBLEM_CAUSES,
  'review',
  ...CONNECTION_CAUSES,
  'asked_again',
  'undelivered',
  'orphan',
  'deletion',
] as const
export type AttentionCause = (typeof ATTENTION_CAUSES)[number]

/**
 * How pressing a kind of thing is: what stops everything, then what delivers no data, then what will, then what
 * only costs money or order.
 */
export type Tier = 0 | 1 | 2 | 3

type Group = { title: string; description: string; tier: Tier }

const because = (reason: keyof typeof REASONS) => REASONS[reason].detail

/** The groups of the queue in words. */
export const GROUPS: Record<AttentionCause, Group> = {
  key_refused: {
    title: 'API key refused',
    description: 'One thing to repair, however many connections it touches. None of them was changed.',
    tier: 0,
  },
  unavailable: {
    title: 'Provider does not answer',
    description: 'Every status stands as it was last proven. Patchbay keeps trying.',
    tier: 0,
  },
  misconfigured: {
    title: 'Callback address unknown at the provider',
    description: 'Nobody can connect or reconnect until it is allowed there.',
    tier: 0,
  },
  held: {
    title: 'Too many connections end at once',
    description: 'So many are rather a fault at the provider. No more of them end until somebody has looked.',
    tier: 0,
  },
  clock: {
    title: 'Webhooks refused: the clocks differ',
    description: 'Patchbay asks the provider instead, so nothing is lost; it only takes longer.',
    tier: 0,
  },
  review: {
    title: 'Waiting for a decision',
    description: 'Proven, but not what was asked for.',
    tier: 1,
  },
  other_user: { title: 'Blocked', description: because('other_user'), tier: 1 },
  session_expired: { title: 'Login ended', description: because('session_expired'), tier: 1 },
  provider_expired: { title: 'Expired at the provider', description: because('provider_expired'), tier: 1 },
  signed_out: { title: 'Signed out', description: because('signed_out'), tier: 1 },
  session_missing: { title: 'Login missing', description: because('session_missing'), tier: 1 },
  provider_awaiting_2fa: {
    title: 'Second factor wanted',
    description: because('provider_awaiting_2fa'),
    tier: 1,
  },
  other_user_refused: { title: 'Wrong account', description: because('other_user_refused'), tier: 1 },
  other_reason: {
    title: 'Broken for another reason',
    description: 'Open the connection to see what is known.',
    tier: 1,
  },
  asked_again: {
    title: 'Asked for a new link',
    description: 'These creators opened a link that no longer works, and asked for another one.',
    tier: 2,
  },
  undelivered: {
    title: 'Mail not delivered',
    description: 'The link is waiting, and its mail did not arrive.',
    tier: 2,
  },
  renewal_due: { title: 'Expiring', description: because('renewal_due'), tier: 2 },
  orphan: {
    title: 'Unexplained at the provider',
    description:
      'The provider lists these connections, and none was made through Patchbay. Each may be billed.',
    tier: 3,
  },
  deletion: {
    title: 'Deletions not confirmed',
    description: 'Tried more than once. Patchbay keeps trying until the provider confirms.',
    tier: 3,
  },
}
