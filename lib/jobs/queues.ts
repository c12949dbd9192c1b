/** The queues and what their jobs carry: ids only, never a password, code or key. */
export type JobData = {
  /** Finish one Link session that the provider says is done. */
  'link-session.finish': { agencyId: string; linkSessionId: string }
  /** Read a connection's user data again. */
  'connection.verify': { agencyId: string; connectionId: string }
  /** Delete at the provider, until confirmed. */
  'provider-deletion.confirm': { agencyId: string; deletionId: string }
  /** Every minute: ask for open sessions, expire old ones, pick up what a lost job left. */
  'link-sessions.sweep': Record<string, never>
  /** Every fifteen minutes: compare the provider's list with ours, one provider account at a time. */
  'connections.diff': Record<string, never>
  /** Daily: remove used-up limits and old session rows. */
  'system.cleanup': Record<string, never>
}
export type QueueName = keyof JobData

export const QUEUES: QueueName[] = [
  'link-session.finish',
  'connection.verify',
  'provider-deletion.confirm',
  'link-sessions.sweep',
  'connections.diff',
  'system.cleanup',
]

/** What the clock starts. Cron in UTC. */
export const SCHEDULES: { queue: QueueName; cron: string }[] = [
  { queue: 'link-sessions.sweep', cron: '* * * * *' },
  { queue: 'connections.diff', cron: '*/15 * * * *' },
  { queue: 'system.cleanup', cron: '17 3 * * *' },
]
