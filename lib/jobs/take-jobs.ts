import type PgBoss from 'pg-boss'
import type { JobData, QueueName } from './queues'

/**
 * A queue is asked once a second. What comes in crowds is taken several at a time: else the last of five hundred webhooks
 * would wait for eight minutes. A read goes to a provider, so fewer of those.
 */
const AT_ONCE: Partial<Record<QueueName, number>> = {
  'webhook.process': 20,
  'connection.verify': 5,
  'link-session.finish': 5,
}

/** Takes the jobs of one queue from now on; several workers share a queue safely (SKIP LOCKED). Each job fails for itself. */
export async function takeJobs<Q extends QueueName>(
  boss: PgBoss,
  queue: Q,
  run: (data: JobData[Q]) => Promise<void>,
): Promise<void> {
  const options = { pollingIntervalSeconds: 1, batchSize: AT_ONCE[queue] ?? 1 }
  await boss.work<JobData[Q]>(queue, options, async (jobs) => {
    const runOne = (job: PgBoss.Job<JobData[Q]>) =>
      run(job.data).catch((error: unknown) => boss.fail(queue, job.id, whatFailed(error)))
    await Promise.all(jobs.map(runOne))
  })
}

/** The job's row keeps what kind of thing it was; what a message says may be somebody's data, and goes to the log alone. */
const whatFailed = (error: unknown) => ({ name: error instanceof Error ? error.name : 'unknown' })
