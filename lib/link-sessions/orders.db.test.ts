import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { diffConnections } from '../connections/diff-connections'
import { type Begun, begin, beginAgain, comeBack, connectExpired, newLogin } from '../testing/flows'
import { runJobs } from '../testing/jobs'
import { connectionRows, deletionRows, sessionRow, timeline } from '../testing/rows'
import { type Agency, makeWorld, type World } from '../testing/world'
import { pollSession } from './poll-session'

const STEPS = ['callback', 'poll', 'finish', 'diff'] as const
type Step = (typeof STEPS)[number]
type Purpose = 'connect' | 'reconnect'
/** Steps one after the other; those of one inner list at once. */
type History = { rounds: Step[][]; purpose: Purpose; hostedStatus: 'allowed' | 'refused' }

let world: World
beforeAll(async () => {
  world = await makeWorld()
})
afterAll(() => world.close())

/** What the history left, without what may differ: ids and times. */
async function outcome(agency: Agency, begun: Begun) {
  const session = await sessionRow(world, begun.linkSessionId)
  const rows = await connectionRows(world, agency)
  const lines = await timeline(world, { linkSessionId: begun.linkSessionId })
  const remote = await world.sandbox.connections(agency.apiKey)
  return {
    session: session.state,
    connections: rows.map((row) => row.status),
    sameAsRemote: rows.map((row) => remote.some((item) => item.id === row.providerConnectionId)),
    result: rows.some((row) => row.id === session.resultConnectionId),
    completed: lines.filter((kind) => kind === 'session.completed').length,
    waited: lines.filter((kind) => kind === 'session.needs_review').length <= 1,
    made: lines.filter((kind) => kind === 'connection.created' || kind === 'connection.reconnected').length,
    remote: remote.map((item) => item.status),
    deletions: (await deletionRows(world, agency)).length,
  }
}

async function play({ rounds, purpose, hostedStatus }: History) {
  const agency = await world.newAgency()
  const login = newLogin()
  const repair = purpose === 'reconnect' ? await connectExpired(world, agency, login) : null
  await world.sandbox.switch(agency.apiKey, { hostedStatus })
  const begun = repair ? await beginAgain(agency, repair.connectionId) : await begin(agency)
  const callback = await begun.browser.login(begun.url, login)
  const system = agency.ctx('system')
  const steps: Record<Step, () => Promise<unknown>> = {
    callback: () => comeBack(world, callback, begun.browser),
    poll: () => pollSession(system, begun.linkSessionId),
    finish: () => pollSession(system, begun.linkSessionId, true),
    diff: () => diffConnections(system, agency.accountId),
  }
  for (const round of rounds) await Promise.all(round.map((step) => steps[step]()))
  // Then nothing is lost any more: the sweep and the list come round again.
  await steps.poll()
  await steps.diff()
  await runJobs(world, undefined, 3, agency)
  await steps.finish()
  return outcome(agency, begun)
}

function expected({ rounds, purpose }: History) {
  const proven = purpose === 'reconnect' || rounds.flat().includes('callback')
  return {
    session: proven ? 'completed' : 'needs_review',
    connections: proven ? ['active'] : [],
    sameAsRemote: proven ? [true] : [],
    result: proven,
    completed: proven ? 1 : 0,
    waited: true,
    made: proven ? 1 : 0,
    remote: ['active'],
    deletions: 0,
  }
}

/** Plays histories one after the other; each has an agency of its own, so several may be played at once. */
async function playAll(histories: History[]): Promise<void> {
  for (const history of histories)
    expect(await play(history), JSON.stringify(history.rounds)).toEqual(expected(history))
}

function permutations(steps: readonly Step[]): Step[][] {
  if (steps.length <= 1) return [[...steps]]
  return steps.flatMap((step, i) =>
    permutations([...steps.slice(0, i), ...steps.slice(i + 1)]).map((rest) => [step, ...rest]),
  )
}

describe('callback, poll, finishing job and list end in the same state', () => {
  it.each<Purpose>(['connect', 'reconnect'])(
    'in every order of all four: %s',
    async (purpose) => {
      const histories = permutations(STEPS).map(
        (order): History => ({ rounds: order.map((one) => [one]), purpose, hostedStatus: 'allowed' }),
      )
      await Promise.all([0, 1, 2].map((lane) => playAll(histories.filter((_, i) => i % 3 === lane))))
    },
    120_000,
  )

  const step = fc.constantFrom(...STEPS)
  const history = (purpose: Purpose): fc.Arbitrary<History> =>
    fc.record({
      // Lost: not in it. Doubled: more than once. At once: in one round.
      rounds: fc.array(fc.array(step, { minLength: 1, maxLength: 3 }), { maxLength: 4 }),
      purpose: fc.constant(purpose),
      hostedStatus: fc.constantFrom('allowed' as const, 'refused' as const),
    })

  it.each<Purpose>(['connect', 'reconnect'])(
    'in random histories with loss and repetition: %s',
    async (purpose) => {
      let played = 0
      await fc.assert(
        fc.asyncProperty(fc.array(history(purpose), { minLength: 3, maxLength: 3 }), async (three) => {
          played += three.length
          await Promise.all(three.map((one) => playAll([one])))
        }),
        { numRuns: 25, endOnFailure: true },
      )
      expect(played).toBe(75)
      process.stdout.write(`random histories of a ${purpose}: ${played}, all in the same state\n`)
    },
    240_000,
  )
})
