import { afterAll, beforeAll, expect, it } from 'vitest'
import { getInvite } from '../invites/get-invite'
import { resolveReview } from '../link-sessions/resolve-review'
import { comeBack, newLogin } from '../testing/flows'
import { connectionRows, sessionRows } from '../testing/rows'
import { arrive, type Came, invite, ready, visit } from '../testing/visits'
import { type Agency, makeWorld, type World } from '../testing/world'
import { connectView } from './load-view'

const MANY = 20

let world: World
let agency: Agency
beforeAll(async () => {
  world = await makeWorld()
})
afterAll(() => world.close())

/** Twenty browsers on one link, each logged in with an account of its own: their first attempts had run out before. */
async function crowd(token: string): Promise<{ came: Came; callback: URL | null }[]> {
  const all: { came: Came; callback: URL | null }[] = []
  for (let i = 0; i < MANY; i += 1) {
    const came = await arrive(world, token)
    // Over in our books, so that the next browser takes nothing over; the provider's page goes on.
    await world.db.admin`update link_sessions set state = 'expired', outcome_code = 'session_expired'
      where agency_id = ${agency.id} and state = 'open'`
    all.push({ came, callback: await came.browser.login(came.url, newLogin()) })
  }
  return all
}

it('one use, twenty proven at once: one connection, nineteen wait, and the count never passes one', async () => {
  agency = await world.newAgency()
  const { token, inviteId } = await invite(agency)
  const all = await crowd(token)
  await Promise.all(all.map(({ came, callback }) => comeBack(world, callback, came.browser)))
  const sessions = await sessionRows(world, agency)
  const waiting = sessions.filter((row) => row.state === 'needs_review')
  expect(sessions.filter((row) => row.state === 'completed')).toHaveLength(1)
  expect(waiting.map((row) => row.reviewReason)).toEqual(Array(MANY - 1).fill('invite_used_up'))
  expect(await connectionRows(world, agency)).toHaveLength(1)
  expect((await getInvite(agency.ctx(), inviteId))?.uses).toBe(1)
  // The team may keep one more; the invite still counts no more than it allows.
  await resolveReview(agency.ctx(), { linkSessionId: waiting[0]?.id ?? '', choice: 'keep_new' })
  expect(await connectionRows(world, agency)).toHaveLength(2)
  expect((await getInvite(agency.ctx(), inviteId))?.uses).toBe(1)
}, 60_000)

it('twenty browsers that press Continue at once: one session lives, one was opened last, nobody hangs', async () => {
  agency = await world.newAgency()
  const { token } = await invite(agency)
  const visits = await Promise.all(Array.from({ length: MANY }, () => visit(world, token)))
  const presses = await Promise.all(visits.map(ready))
  await Promise.allSettled(presses.map((go) => go()))
  const live = (await sessionRows(world, agency)).filter((row) => row.state === 'open')
  expect(live).toHaveLength(1)
  const steps = await Promise.all(visits.map(async (at) => (await connectView(at)).step))
  expect(steps.filter((step) => step === 'away')).toHaveLength(1)
  expect(steps.filter((step) => step === 'taken_over')).toHaveLength(MANY - 1)
}, 60_000)
