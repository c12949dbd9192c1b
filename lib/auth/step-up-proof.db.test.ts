import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { disconnectConnection } from '../connections/disconnect-connection'
import { hashPassword } from '../crypto/password'
import type { AppError } from '../errors'
import type { SignedIn } from '../system/find-session'
import { connect } from '../testing/flows'
import { audited, connectionRow } from '../testing/rows'
import { callOf, codeOf, enter, setUpFactor, whoIs } from '../testing/second-factor'
import { type Agency, makeWorld, type World } from '../testing/world'
import { checkPassword } from './check-password'
import type { Ctx } from './context'
import { stepUp } from './step-up-proof'

const PASSWORD = 'a long enough password'
const AN_HOUR = 3_600_000
let world: World
let agency: Agency
let userId: string
let hash: string
beforeAll(async () => {
  world = await makeWorld()
  hash = await hashPassword(PASSWORD)
})
beforeEach(async () => {
  world.clock.reset()
  agency = await world.newAgency()
  userId = agency.users.owner.id
  await world.db.admin`update users set password_hash = ${hash} where id = ${userId}`
})
afterAll(() => world.close())

/** Somebody whose last proof is half an hour old. */
async function stale(): Promise<{ token: string; user: SignedIn }> {
  const token = await enter(world, userId)
  await world.db
    .admin`update sessions set stepped_up_at = stepped_up_at - interval '30 minutes' where user_id = ${userId}`
  const user = await whoIs(world, token)
  if (!user) throw new Error('not signed in')
  return { token, user }
}

const prove = (user: SignedIn, proof: string, address = '192.0.2.60') =>
  stepUp(world.db.system, user, { proof }, callOf(world, userId, address)).then(
    () => 'fine',
    (error: AppError) => error.code,
  )
const ageOf = async (token: string) => {
  const at = (await whoIs(world, token))?.steppedUpAt
  return at ? world.clock.now().getTime() - at.getTime() : null
}

describe('with a password', () => {
  it('renews the proof of this session alone, and is told to the agency', async () => {
    const { token, user } = await stale()
    const other = await stale()
    expect(await prove(user, 'wrong')).toBe('wrong_password')
    expect(await ageOf(token)).toBeGreaterThan(1_000_000)
    expect(await prove(user, PASSWORD)).toBe('fine')
    expect(await ageOf(token)).toBeLessThan(10_000)
    expect(await ageOf(other.token)).toBeGreaterThan(1_000_000)
    expect(await audited(world, 'account.step_up', userId)).toBe(1)
  })

  it('wrong ones count as they do at sign-in, and together with them', async () => {
    const { user } = await stale()
    const address = '192.0.2.61'
    const signIn = (password: string) =>
      checkPassword(world.db.system, {
        email: agency.users.owner.email,
        password,
        address,
        now: world.clock.now(),
      }).then(
        () => 'fine',
        (error: AppError) => error.code,
      )
    for (let i = 0; i < 5; i += 1) expect(await signIn('wrong')).toBe('wrong_password')
    for (let i = 0; i < 5; i += 1) expect(await prove(user, 'wrong', address)).toBe('wrong_password')
    expect(await prove(user, PASSWORD, address)).toBe('rate_limited')
    expect(await signIn(PASSWORD)).toBe('rate_limited')
    expect(await prove(user, PASSWORD, '192.0.2.62')).toBe('fine')
  })
})

describe('with two-step sign-in', () => {
  it('takes a code and not the password, each code once', async () => {
    const { secret, codes, user } = await setUpFactor(world, userId)
    expect(await prove(user, PASSWORD)).toBe('wrong_code')
    expect(await prove(user, codeOf(world, secret))).toBe('fine')
    expect(await prove(user, codeOf(world, secret))).toBe('wrong_code')
    expect(await prove(user, codes[3] ?? '')).toBe('fine')
    expect(await prove(user, codes[3] ?? '')).toBe('wrong_code')
    const rows = await world.db.admin`
      select after from audit_log where action = 'account.step_up' and target_id = ${userId} order by id`
    expect(rows.map((row) => row.after)).toEqual([{ means: 'app' }, { means: 'recovery' }])
  })
})

describe('what asks for it', () => {
  it('disconnecting: with a proof of an hour ago it changes nothing, with a fresh one it goes on', async () => {
    const { connectionId } = await connect(world, agency)
    const before = await connectionRow(world, connectionId)
    const as = (steppedUpAt: Date | null): Ctx => {
      const ctx = agency.ctx('owner')
      if (ctx.actor.kind !== 'user') throw new Error('not a user')
      return { ...ctx, actor: { ...ctx.actor, steppedUpAt } }
    }
    const now = world.clock.now().getTime()
    const disconnect = (ctx: Ctx) =>
      disconnectConnection(ctx, { connectionId, confirmation: before.username }).then(
        () => 'fine',
        (error: AppError) => error.code,
      )
    for (const at of [null, new Date(now - AN_HOUR), new Date(now + AN_HOUR)])
      expect(await disconnect(as(at))).toBe('step_up_required')
    expect(await connectionRow(world, connectionId)).toEqual(before)
    expect(await disconnect(as(new Date(now - 60_000)))).toBe('fine')
  })
})
