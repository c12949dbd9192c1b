import { setTimeout as sleep } from 'node:timers/promises'
import PgBoss from 'pg-boss'
import { openDb } from '@/db/client'
import { EnvError, env } from '../env'
import { logger } from '../logger'
import { pollDue } from '../login/poll-due'
import { roleProblem } from '../system/check-role'
import { runJob } from './handlers'
import { type JobData, QUEUES, type QueueName, SCHEDULES } from './queues'
import { takeJobs } from './take-jobs'

const db = openDb(safeEnv().SYSTEM_DATABASE_URL, { max: 6, applicationName: 'patchbay-worker' })

function safeEnv() {
  try {
    return env()
  } catch (error) {
    if (!(error instanceof EnvError)) throw error
    for (const problem of error.problems) process.stderr.write(`${problem}\n`)
    process.exit(1)
  }
}

const run =
  <Q extends QueueName>(queue: Q) =>
  async (data: JobData[Q]): Promise<void> => {
    const started = performance.now()
    try {
      await runJob(db, queue, data)
    } catch (error) {
      logger.error({ err: error, queue }, 'job failed')
      throw error
    }
    logger.debug({ queue, ms: Math.round(performance.now() - started) }, 'job')
  }

const POLL_EVERY_MS = 700

/** Asks for logins that are under way, until stopped. @returns ends the loop, after the round that is running */
function pollLogins(): () => Promise<void> {
  const stopped = new AbortController()
  // The timer takes its listener off the signal each time; one of our own would stay, round after round.
  const wait = () => sleep(POLL_EVERY_MS, undefined, { signal: stopped.signal }).catch(() => {})
  const running = (async () => {
    while (!stopped.signal.aborted) {
      await pollDue(db).catch((error: unknown) => logger.error({ err: error }, 'logins'))
      await wait()
    }
  })()
  return () => {
    stopped.abort()
    return running
  }
}

async function main(): Promise<void> {
  logger.level = env().LOG_LEVEL
  const problem = await roleProblem(db)
  if (problem) throw new Error(problem)
  const boss = new PgBoss({
    connectionString: env().SYSTEM_DATABASE_URL,
    application_name: 'patchbay-queue',
    max: 4,
    // The schema belongs to the owner; `npm run migrate` makes it.
    migrate: false,
    maintenanceIntervalSeconds: 10,
  })
  boss.on('error', (error) => logger.error({ err: error }, 'queue'))
  await boss.start()
  for (const { queue, cron } of SCHEDULES) await boss.schedule(queue, cron)
  for (const queue of QUEUES) await takeJobs(boss, queue, run(queue))
  // What a stopped worker left is picked up now, not at the next full minute.
  await boss.send('link-sessions.sweep', {})
  if (!env().SMTP_URL) logger.warn('SMTP_URL is not set: no mail can be sent')
  logger.info('worker ready')
  const stopLogins = pollLogins()
  const stop = async () => {
    await stopLogins()
    await boss.stop({ graceful: true, timeout: 8_000, wait: true })
    await db.close()
    process.exit(0)
  }
  process.once('SIGTERM', stop)
  process.once('SIGINT', stop)
}

main().catch((error: unknown) => {
  logger.error({ err: error }, 'worker could not start')
  process.exit(1)
})
