import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { z } from 'zod'
import { findPendingSession } from '../system/find-pending-session'
import { enter, setUpFactor } from '../testing/second-factor'
import { type Agency, APP_ORIGIN, type Member, makeWorld, type World } from '../testing/world'
import { agencyAction } from './action'
import { agencyContext, memberContext, owesSecondFactor } from './current-user'
import { completeSession, sessionTokenHash } from './sessions'

const browser = vi.hoisted(() => ({ token: '', mode: 'live' as 'live' | 'demo' }))
vi.mock('../env', async (original) => {
  const real = await original<typeof import('../env')>()
  return { ...real, env: () => ({ ...real.env(), PATCHBAY_MODE: browser.mode }) }
})
vi.mock('./next-auth', () => ({ readSessionToken: async () => browser.token || null }))
vi.mock('next/cache', () => ({ revalidatePath: () => {} }))
vi.mock('./request-facts', () => ({
  requestFacts: async () => ({
    address: '192.0.2.1',
    userAgent: '',
    requestId: 'test',
    origin: APP_ORIGIN,
    fetchSite: 'same-origin',
  }),
}))

let world: World
let agency: Agency
beforeAll(async () => {
  world = await makeWorld()
})
beforeEach(async () => {
  browser.mode = 'live'
  agency = await world.newAgency()
})
afterAll(() => world.close())

async function signIn(who: Member): Promise<void> {
  browser.token = await enter(world, agency.users[who].id)
}

const nameOf = agencyAction(z.strictObject({}), async (ctx) => ctx.agency.name)
/** What a page and what an action of the agency get. */
async function get(): Promise<[page: string, action: string]> {
  const page = await agencyContext(agency.slug).then(
    (ctx) => (ctx ? 'open' : 'nothing'),
    (error: { code: string }) => error.code,
  )
  const action = await nameOf(agency.slug, {})
  return [page, action.ok ? action.data : action.error.code]
}

describe('an owner or admin without a second factor', () => {
  it.each(['owner', 'admin'] as const)('%s: live, nothing but the account page', async (who) => {
    await signIn(who)
    expect(await get()).toEqual(['second_factor_required', 'second_factor_required'])
    const ctx = await memberContext(agency.slug)
    expect(ctx && (await owesSecondFactor(ctx))).toBe(true)
    browser.mode = 'demo'
    expect(await get()).toEqual(['open', agency.name])
  })

  it('staff need none', async () => {
    await signIn('staff')
    expect(await get()).toEqual(['open', agency.name])
  })

  it('a creator and somebody of another agency get nothing either way', async () => {
    await signIn('creator')
    expect(await get()).toEqual(['nothing', 'not_found'])
    agency = await world.newAgency()
    expect(await get()).toEqual(['nothing', 'not_found'])
  })
})

it('with one everything is open again, after the second step and not before', async () => {
  const { owner } = agency.users
  await setUpFactor(world, owner.id)
  world.clock.reset()
  await signIn('owner')
  expect(await get()).toEqual(['nothing', 'unauthenticated'])
  const now = world.clock.now()
  const pending = await findPendingSession(world.db.system, sessionTokenHash(browser.token), now)
  browser.token = (await completeSession(world.db.system, pending?.sessionId ?? '', now)) ?? ''
  expect(await get()).toEqual(['open', agency.name])
})

it('a promotion asks for it with the next request', async () => {
  await signIn('staff')
  expect(await get()).toEqual(['open', agency.name])
  await world.db.admin`update memberships set role = 'admin' where user_id = ${agency.users.staff.id}`
  expect(await get()).toEqual(['second_factor_required', 'second_factor_required'])
})
