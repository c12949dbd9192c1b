import { runJob } from '../jobs/handlers'
import { QUEUES, type QueueName } from '../jobs/queues'
import type { Agency, World } from './world'

export type QueuedJob = { id: string; name: QueueName; data: { agencyId?: string } }

/** The jobs that wait in the queue, oldest first; with `agency` those of that one alone. */
export async function queuedJobs(world: World, agency?: Agency): Promise<QueuedJob[]> {
  const { admin } = world.db
  const rows = await admin<QueuedJob[]>`
    select id, name, data from pgboss.job
    where state = 'created' ${agency ? admin`and data->>'agencyId' = ${agency.id}` : admin``}
    order by created_on, id`
  return rows.filter((row) => QUEUES.includes(row.name))
}

/** Takes all waiting jobs out of the queue without running them. */
export async function forgetJobs(world: World): Promise<void> {
  await world.db.admin`delete from pgboss.job`
}

/**
 * Runs what waits in the queue, as the worker would, whatever its start time; at most `rounds` times, because a
 * job may queue itself again. `agency` leaves the others' jobs alone. @returns how many jobs ran
 */
export async function runJobs(world: World, only?: QueueName, rounds = 3, agency?: Agency): Promise<number> {
  let ran = 0
  for (let round = 0; round < rounds; round += 1) {
    const due = (await queuedJobs(world, agency)).filter((job) => !only || job.name === only)
    if (due.length === 0) break
    for (const job of due) {
      await world.db.admin`delete from pgboss.job where id = ${job.id}`
      await runJob(world.db.system, job.name, job.data as never)
      ran += 1
    }
  }
  return ran
}
