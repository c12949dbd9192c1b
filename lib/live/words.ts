/**
 * What an open screen can follow. With an id: one of them; without: the list of them, or what everybody sees.
 * `rights`: what this very person may do or see.
 */
const TOPIC_KINDS = [
  'link_session',
  'link_sessions',
  'connection',
  'connections',
  'invite',
  'invites',
  'attention',
  'notices',
  'bulk',
  'webhooks',
  'providers',
  'team',
  'rights',
  'creator',
] as const
export type TopicKind = (typeof TOPIC_KINDS)[number]

/** `link_session:<uuid>` or `attention`: all that a stream ever carries besides the time. */
export type Topic = TopicKind | `${TopicKind}:${string}`

const TOPIC = new RegExp(`^(?:${TOPIC_KINDS.join('|')})(?::[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12})?$`)

export const isTopic = (text: unknown): text is Topic => typeof text === 'string' && TOPIC.test(text)

/** What a stream says: it is open; time went by; this changed; something was missed; there is no news; it is over. */
export const STREAM_EVENTS = ['hello', 'beat', 'changed', 'missed', 'poll', 'end'] as const
export type StreamEvent = (typeof STREAM_EVENTS)[number]

/**
 * Why a stream is over. `signed_out` and `no_access`: this person may not follow any more. `crowded`: too many streams of
 * one browser. `away`: this process stops; another one answers.
 */
const END_REASONS = ['signed_out', 'no_access', 'crowded', 'away'] as const
export type EndReason = (typeof END_REASONS)[number]

/** What stands in the data of a line: the server's time in milliseconds, topics, a reason. */
export type StreamData = { at: number; topics?: Topic[]; why?: EndReason }
