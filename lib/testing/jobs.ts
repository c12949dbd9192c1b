import { runJob } from '../jobs/handlers'
import { QUEUES, type QueueName } from '../jobs/queues'
import type { Agency, World } from './world'

export type QueuedJob = { id: string; name: QueueName; data: { agencyId?: string } }

/** The jobs that wait in the queue, oldest first. */
export async function queuedJobs(world: World): Promise<QueuedJob[]> {
  const rows = await world.db.admin<QueuedJob[]>`
    select id, name, data from pgboss.job where state = 'created' order by created_on, id`
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
    const due = (await queuedJobs(world)).filter(
      (job) => (!only || job.name === only) && (!agency || job.data.agencyId === agency.id),
    )
    if (due.length === 0) break
    for (const job of due) {
      await world.db.admin`delete from pgboss.job where id = ${job.id}`
      await runJob(world.db.system, job.name, job.data as never)
      ran += 1
    }
  }
  return ran
}
