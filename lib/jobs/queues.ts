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
  /** Do what one received webhook asks for: read the provider again. */
  'webhook.process': { agencyId: string; deliveryId: string }
  /** Compare one provider account's list with ours, now. */
  'provider-account.list': { agencyId: string; providerAccountId: string }
  /** Every ten minutes: find the provider accounts that have connections nobody told us of for long. */
  'connections.probe': Record<string, never>
  /** Read some connections of one provider account, those first that were not looked at for longest. */
  'provider-account.probe': { agencyId: string; providerAccountId: string }
  /** Send one mail. */
  'mail.send': { agencyId: string; mailId: string }
  /** Every ten minutes: remind creators who did not open an invite, and send mails that a lost job left. */
  'mails.sweep': Record<string, never>
  /** Every minute: mail what broke to those who want to hear it at once. */
  'notices.alert': Record<string, never>
  /** Every hour: the daily digests that are due. */
  'notices.digest': Record<string, never>
  /** Do the next rows of one bulk job. */
  'bulk.run': { agencyId: string; jobId: string }
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
  'webhook.process',
  'provider-account.list',
  'connections.probe',
  'provider-account.probe',
  'mail.send',
  'mails.sweep',
  'notices.alert',
  'notices.digest',
  'bulk.run',
  'system.cleanup',
]

/** What the clock starts. Cron in UTC. */
export const SCHEDULES: { queue: QueueName; cron: string }[] = [
  { queue: 'link-sessions.sweep', cron: '* * * * *' },
  { queue: 'connections.diff', cron: '*/15 * * * *' },
  { queue: 'connections.probe', cron: '5-59/10 * * * *' },
  { queue: 'mails.sweep', cron: '*/10 * * * *' },
  { queue: 'notices.alert', cron: '* * * * *' },
  { queue: 'notices.digest', cron: '1 * * * *' },
  { queue: 'system.cleanup', cron: '17 3 * * *' },
]
