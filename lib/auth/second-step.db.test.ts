import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { users } from '@/db/schema/users'
import type { AppError } from '../errors'
import { findPendingSession } from '../system/find-pending-session'
import { audited } from '../testing/rows'
import { codeOf, enter, setUpFactor, whoIs } from '../testing/second-factor'
import { type Agency, makeWorld, type World } from '../testing/world'
import { takeSecondStep } from './second-step'
import { listOwnSessions, revokeByToken, sessionTokenHash } from './sessions'

// Cookies live in Next alone; what the form's verb does with the rows is all that counts here.
vi.mock('./next-auth', () => ({ readSessionToken: async () => null, writeSessionToken: async () => {} }))

let world: World
let agency: Agency
let userId: string
let secret: string
let codes: string[]
beforeAll(async () => {
  world = await makeWorld()
})
beforeEach(async () => {
  world.clock.reset()
  agency = await world.newAgency()
  userId = agency.users.admin.id
  ;({ secret, codes } = await setUpFactor(world, userId))
})
afterAll(() => world.close())

const pendingOf = (token: string) =>
  findPendingSession(world.db.system, sessionTokenHash(token), world.clock.now())

/** Gives a code to the pending sign-in of this token: its new token, or the code of the refusal. */
async function step(token: string, code: string, address = '192.0.2.9'): Promise<string> {
  const pending = await pendingOf(token)
  if (!pending) return 'not pending'
  return takeSecondStep(world.db.system, pending, {
    code,
    address,
    requestId: 'test',
    now: world.clock.now(),
  }).then(
    (fresh) => fresh ?? 'ended',
    (error: AppError) => error.code,
  )
}

describe('a sign-in that owes its second step', () => {
  it('is nobody, and stands in no list', async () => {
    const token = await enter(world, userId)
    expect(await whoIs(world, token)).toBeNull()
    expect(await pendingOf(token)).toMatchObject({ userId, email: agency.users.admin.email })
    const who = { userId, sessionId: '' }
    const listed = await listOwnSessions(world.db.system, who, world.clock.now())
    const pending = await pendingOf(token)
    expect(listed.map((one) => one.id)).not.toContain(pending?.sessionId)
  })

  it('ends after ten minutes, when it is given up, and when its user is disabled', async () => {
    const [late, given, disabled] = [
      await enter(world, userId),
      await enter(world, userId),
      await enter(world, userId),
    ]
    await revokeByToken(world.db.system, given, world.clock.now())
    expect(await step(given, codeOf(world, secret))).toBe('not pending')
    world.clock.advance(599_000)
    expect(await pendingOf(late)).not.toBeNull()
    world.clock.advance(2_000)
    expect(await pendingOf(late)).toBeNull()
    world.clock.reset()
    await world.db.system.update(users).set({ disabledAt: new Date() }).where(eq(users.id, userId))
    expect(await pendingOf(disabled)).toBeNull()
  })

  it('becomes a session under a new token; the old one is worth nothing', async () => {
    const token = await enter(world, userId)
    const fresh = await step(token, codeOf(world, secret))
    expect(fresh).toMatch(/^[\w-]{43}$/)
    expect(fresh).not.toBe(token)
    expect([await whoIs(world, token), await pendingOf(token)]).toEqual([null, null])
    const user = await whoIs(world, fresh)
    expect(user).toMatchObject({ userId, hasSecondFactor: true })
    expect(user?.steppedUpAt?.getTime()).toBeGreaterThan(world.clock.now().getTime() - 5_000)
    world.clock.advance(3_000_000)
    expect(await whoIs(world, fresh)).not.toBeNull()
  })

  it('that ended while the code was on its way stays ended', async () => {
    const token = await enter(world, userId)
    const pending = await pendingOf(token)
    if (!pending) throw new Error('not pending')
    await revokeByToken(world.db.system, token, world.clock.now())
    const input = {
      code: codeOf(world, secret),
      address: '192.0.2.9',
      requestId: '',
      now: world.clock.now(),
    }
    expect(await takeSecondStep(world.db.system, pending, input)).toBeNull()
  })
})

describe('a code of the app', () => {
  it('works once, also at the same moment', async () => {
    const tokens = await Promise.all([1, 2, 3].map(() => enter(world, userId)))
    const code = codeOf(world, secret)
    const answers = await Promise.all(tokens.map((token) => step(token, code)))
    expect(answers.filter((answer) => answer === 'wrong_code')).toHaveLength(2)
    expect(await step(await enter(world, userId), code)).toBe('wrong_code')
  })

  it('counts one step early or late, and no earlier one after a later one', async () => {
    const now = await enter(world, userId)
    for (const steps of [-2, 2])
      expect(await step(now, codeOf(world, secret, steps)), String(steps)).toBe('wrong_code')
    const [before, current, after] = [-1, 0, 1].map((steps) => codeOf(world, secret, steps))
    expect(await step(now, before ?? '')).toMatch(/^[\w-]{43}$/)
    expect(await step(await enter(world, userId), after ?? '')).toMatch(/^[\w-]{43}$/)
    expect(await step(await enter(world, userId), current ?? '')).toBe('wrong_code')
  })

  it('of somebody else does not fit', async () => {
    const other = await setUpFactor(world, agency.users.staff.id)
    const token = await enter(world, userId)
    expect(await step(token, codeOf(world, other.secret))).toBe('wrong_code')
    expect(await step(token, other.codes[0] ?? '')).toBe('wrong_code')
  })
})

describe('guessing', () => {
  const wrong = async (count: number, address?: string, token?: string) => {
    const answers: string[] = []
    for (let i = 0; i < count; i += 1)
      answers.push(await step(token ?? (await enter(world, userId)), '000000', address))
    return answers
  }

  it('five tries a sign-in, and then not even the right code', async () => {
    const token = await enter(world, userId)
    expect(new Set(await wrong(5, '192.0.2.20', token))).toEqual(new Set(['wrong_code']))
    expect(await step(token, codeOf(world, secret), '192.0.2.20')).toBe('rate_limited')
    expect(await step(await enter(world, userId), codeOf(world, secret), '192.0.2.20')).toMatch(/^[\w-]{43}$/)
  })

  it('ten tries an hour from one address, over all sign-ins', async () => {
    await wrong(10, '192.0.2.21')
    expect(await step(await enter(world, userId), codeOf(world, secret), '192.0.2.21')).toBe('rate_limited')
    expect(await step(await enter(world, userId), codeOf(world, secret), '192.0.2.22')).toMatch(/^[\w-]{43}$/)
  })

  it('sixty tries an hour for one person, over all addresses', async () => {
    for (let i = 0; i < 6; i += 1) await wrong(10, `192.0.2.${30 + i}`)
    expect(await step(await enter(world, userId), codeOf(world, secret), '192.0.2.40')).toBe('rate_limited')
    world.clock.advance(3_601_000)
    expect(await step(await enter(world, userId), codeOf(world, secret), '192.0.2.40')).toMatch(/^[\w-]{43}$/)
  })

  it('counts tries at the same moment exactly', async () => {
    const token = await enter(world, userId)
    const answers = await Promise.all(Array.from({ length: 12 }, () => step(token, '000000', '192.0.2.23')))
    expect(answers.filter((answer) => answer === 'wrong_code')).toHaveLength(5)
  })

  it('does not count those who got in', async () => {
    for (const code of codes) expect(await step(await enter(world, userId), code)).toMatch(/^[\w-]{43}$/)
    expect(await step(await enter(world, userId), codeOf(world, secret))).toMatch(/^[\w-]{43}$/)
  })
})

describe('a recovery code', () => {
  it('works once, however it is written, and is told to the agency', async () => {
    const [first = ''] = codes
    const tokens = [await enter(world, userId), await enter(world, userId), await enter(world, userId)]
    const typed = ` ${first.toUpperCase().replaceAll('-', ' ')} `
    const answers = await Promise.all(tokens.map((token) => step(token, typed)))
    expect(answers.filter((answer) => answer === 'wrong_code')).toHaveLength(2)
    expect(await step(await enter(world, userId), first)).toBe('wrong_code')
    expect(await audited(world, 'account.recovery_code_used', userId)).toBe(1)
    const [row] = await world.db.admin`
      select after from audit_log where action = 'account.recovery_code_used' and target_id = ${userId}`
    expect(row?.after).toEqual({ left: 9 })
  })
})
