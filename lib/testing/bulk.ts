import { randomUUID } from 'node:crypto'
import { startBulkInput } from '../bulk/input'
import { runBulk } from '../bulk/run-bulk'
import { startBulk } from '../bulk/start-bulk'
import { connect } from './flows'
import type { Agency, Member, World } from './world'

/** Starts a bulk job as the form would; a tag job unless said otherwise. */
export async function startJob(agency: Agency, who: Member, over: object): Promise<string> {
  const input = startBulkInput.parse({
    kind: 'tag',
    addTags: ['bulk'],
    idempotencyKey: randomUUID(),
    ...over,
  })
  return (await startBulk(agency.ctx(who), input)).jobId
}

/** One turn of a worker. */
export const runJobTurn = (world: World, agency: Agency, jobId: string): Promise<void> =>
  runBulk(agency.ctx('system'), jobId, world.db.app)

/** Connects several accounts. */
export async function connectSeveral(world: World, agency: Agency, count: number): Promise<string[]> {
  const ids: string[] = []
  for (let i = 0; i < count; i += 1) ids.push((await connect(world, agency)).connectionId)
  return ids
}

/** `state result` of each row of a job, by connection. */
export async function jobResults(world: World, jobId: string): Promise<Record<string, string>> {
  const rows = await world.db.admin`
    select connection_id, state, result from bulk_items where job_id = ${jobId}`
  return Object.fromEntries(rows.map((row) => [String(row.connection_id), `${row.state} ${row.result}`]))
}

export async function jobState(world: World, jobId: string): Promise<string> {
  const [row] = await world.db.admin`select state from bulk_jobs where id = ${jobId}`
  return String(row?.state)
}
