import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { diffConnections } from '../connections/diff-connections'
import { pollSession } from '../link-sessions/poll-session'
import { type Begun, begin, comeBack, newLogin } from '../testing/flows'
import { runJobs } from '../testing/jobs'
import { connectionRows, sessionRow, timeline } from '../testing/rows'
import { lookAgain } from '../testing/second-look'
import { deliver, setUpWebhooks } from '../testing/webhooks'
import { type Agency, makeWorld, type World } from '../testing/world'

/** `webhook`: that the login is done. `expired`: that it has ended. Both may come early, late, twice or not at all. */
const STEPS = ['callback', 'poll', 'finish', 'diff', 'webhook', 'expired', 'jobs'] as const
type Step = (typeof STEPS)[number]
/** Steps one after the other; those of one inner list at once. `ends`: before which of them the login ends upstream. */
type History = { rounds: Step[][]; ends: number | null }

const LANES = 4
const EACH = 25

let world: World
beforeAll(async () => {
  world = await makeWorld()
})
afterAll(() => world.close())

type Stage = {
  agency: Agency
  begun: Begun
  steps: Record<Step, () => Promise<unknown>>
  end: () => Promise<void>
}

async function setStage(): Promise<Stage> {
  const agency = await world.newAgency()
  const { secret } = await setUpWebhooks(agency)
  const begun = await begin(agency)
  const callback = await begun.browser.login(begun.url, newLogin())
  const { referenceId } = await sessionRow(world, begun.linkSessionId)
  const [remote] = await world.sandbox.connections(agency.apiKey)
  const connectionId = remote?.id ?? ''
  const system = agency.ctx('system')
  const at = Date.now()
  const told = (type: string, seconds: number) =>
    deliver(world, agency, secret, { type, connectionId, referenceId, at: new Date(at + seconds * 1_000) })
  return {
    agency,
    begun,
    steps: {
      callback: () => comeBack(world, callback, begun.browser),
      poll: () => pollSession(system, begun.linkSessionId),
      finish: () => pollSession(system, begun.linkSessionId, true),
      diff: () => diffConnections(system, agency.accountId),
      webhook: () => told('connection.created', 0),
      expired: () => told('connection.expired', 1),
      jobs: () => runJobs(world, undefined, 1, agency),
    },
    end: () => world.sandbox.act(connectionId, 'expire'),
  }
}

/** The end of the login may come before anybody has proven it: then there is nothing that could be broken. */
async function play({ rounds, ends }: History): Promise<void> {
  const { agency, begun, steps, end } = await setStage()
  for (const [index, round] of rounds.entries()) {
    if (index === ends) await end()
    await Promise.all(round.map((step) => steps[step]()))
  }
  // Then nothing is lost any more: the sweep and the list come round again, and the second look.
  await steps.poll()
  await steps.diff()
  await runJobs(world, undefined, 3, agency)
  await steps.finish()
  for (const row of await connectionRows(world, agency)) await lookAgain(world, agency, row.id)
  const session = await sessionRow(world, begun.linkSessionId)
  const rows = await connectionRows(world, agency)
  const [remote] = await world.sandbox.connections(agency.apiKey)
  const expected = remote?.status === 'active' ? 'active' : 'needs_reauth'
  expect(rows.map((row) => row.status)).toEqual(session.state === 'completed' ? [expected] : [])
  if (ends === null)
    expect(session.state).toBe(rounds.flat().includes('callback') ? 'completed' : 'needs_review')
  const [row] = rows
  if (!row) return
  expect(row.providerConnectionId).toBe(remote?.id)
  const lines = await timeline(world, { connectionId: row.id })
  expect(lines.filter((kind) => kind === 'connection.created')).toHaveLength(1)
  const broke = lines.filter((kind) => kind === 'connection.needs_reauth').length
  expect(broke).toBe(expected === 'active' ? 0 : 1)
  const told = await world.db.admin`select 1 from notices where connection_id = ${row.id} and kind = 'broken'`
  expect(told).toHaveLength(broke)
}

it(`callback, webhook, poll, sweep and list end in the same state, in ${LANES * EACH} random histories`, async () => {
  const history: fc.Arbitrary<History> = fc.record({
    rounds: fc.array(fc.array(fc.constantFrom(...STEPS), { minLength: 1, maxLength: 3 }), { maxLength: 5 }),
    ends: fc.option(fc.integer({ min: 1, max: 4 })),
  })
  let played = 0
  const lane = () =>
    fc.assert(
      fc.asyncProperty(history, async (one) => {
        played += 1
        await play(one)
      }),
      { numRuns: EACH, endOnFailure: true },
    )
  await Promise.all(Array.from({ length: LANES }, lane))
  expect(played).toBe(LANES * EACH)
}, 240_000)
