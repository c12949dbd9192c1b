import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { users } from '@/db/schema/users'
import { hashPassword } from '../crypto/password'
import type { AppError } from '../errors'
import { findSession } from '../system/find-session'
import { makeWorld, type World } from '../testing/world'
import { replacePassword, setPassword } from './change-password'
import { checkPassword } from './check-password'
import { listOwnSessions, openSession, revokeAllSessions, revokeSession, sessionTokenHash } from './sessions'

const verifications = vi.hoisted(() => ({ count: 0 }))
vi.mock('@node-rs/argon2', async (original) => {
  const real = await original<typeof import('@node-rs/argon2')>()
  return {
    ...real,
    verify: (...input: Parameters<typeof real.verify>) => {
      verifications.count += 1
      return real.verify(...input)
    },
  }
})

const PASSWORD = 'correct horse battery'
const HOUR = 3_600_000
let world: World
let user: { id: string; email: string }

beforeAll(async () => {
  world = await makeWorld()
})
beforeEach(async () => {
  user = { id: randomUUID(), email: `${randomUUID().slice(0, 8)}@example.com` }
  await world.db.system
    .insert(users)
    .values({ ...user, name: 'Sam', passwordHash: await hashPassword(PASSWORD) })
  world.clock.reset()
  verifications.count = 0
})
afterAll(() => world.close())

let lastAddress = 0
const newAddress = () => {
  lastAddress += 1
  return `198.51.100.${lastAddress}`
}
const tryIt = (email: unknown, password: unknown, address: string) =>
  checkPassword(world.db.system, { email, password, address, now: world.clock.now() }).then(
    (id) => ({ id, code: 'fine' as string, message: '' }),
    (error: AppError) => ({ id: null, code: error.code as string, message: error.message }),
  )

describe('the password check', () => {
  it('lets the right one in, however the address is written', async () => {
    const address = newAddress()
    expect((await tryIt(user.email, PASSWORD, address)).id).toBe(user.id)
    expect((await tryIt(`  ${user.email.toUpperCase()} `, PASSWORD, address)).id).toBe(user.id)
  })

  it('says the same of a wrong password, an unknown account and a disabled one, after the same work', async () => {
    const address = newAddress()
    const wrong = await tryIt(user.email, 'wrong', address)
    expect(wrong.code).toBe('wrong_password')
    expect(await tryIt('nobody@example.com', PASSWORD, address)).toEqual(wrong)
    await world.db.system.update(users).set({ disabledAt: new Date() }).where(eq(users.id, user.id))
    expect(await tryIt(user.email, PASSWORD, address)).toEqual(wrong)
    expect(verifications.count).toBe(3)
    for (const [email, password] of [
      ['not an address', 'x'],
      [null, 'x'],
      [user.email, 7],
      [user.email, 'x'.repeat(2_000)],
    ])
      expect(await tryIt(email, password, address)).toEqual(wrong)
    expect(verifications.count).toBe(3)
  })

  it('after ten wrong tries refuses even the right password, before any hashing', async () => {
    const address = newAddress()
    for (let i = 0; i < 10; i += 1)
      expect((await tryIt(user.email, 'wrong', address)).code).toBe('wrong_password')
    verifications.count = 0
    expect((await tryIt(user.email, PASSWORD, address)).code).toBe('rate_limited')
    expect(verifications.count).toBe(0)
    expect((await tryIt(user.email, PASSWORD, newAddress())).id).toBe(user.id)
    world.clock.advance(HOUR + 1_000)
    expect((await tryIt(user.email, PASSWORD, address)).id).toBe(user.id)
  })

  it('counts an account that does not exist in the same way', async () => {
    const address = newAddress()
    for (let i = 0; i < 10; i += 1) await tryIt('ghost@example.com', 'x', address)
    expect((await tryIt('ghost@example.com', 'x', address)).code).toBe('rate_limited')
  })

  it('counts tries at the same moment exactly', async () => {
    const address = newAddress()
    const answers = await Promise.all(Array.from({ length: 25 }, () => tryIt(user.email, 'wrong', address)))
    expect(answers.filter((one) => one.code === 'wrong_password')).toHaveLength(10)
    expect(answers.filter((one) => one.code === 'rate_limited')).toHaveLength(15)
    expect(verifications.count).toBe(10)
  })

  it('refuses an address after a hundred tries at any accounts, and no other address', async () => {
    const address = newAddress()
    await world.db.system.transaction(async () => {
      for (let i = 0; i < 10; i += 1)
        await Promise.all(
          Array.from({ length: 10 }, (_, n) => tryIt(`stuffed${i}-${n}@example.com`, 'x', address)),
        )
    })
    verifications.count = 0
    expect((await tryIt(user.email, PASSWORD, address)).code).toBe('rate_limited')
    expect(verifications.count).toBe(0)
    expect((await tryIt(user.email, PASSWORD, newAddress())).id).toBe(user.id)
  })

  it('does not count those who got in', async () => {
    const address = newAddress()
    for (let i = 0; i < 15; i += 1) expect((await tryIt(user.email, PASSWORD, address)).code).toBe('fine')
  })

  it('stores neither address nor e-mail with its counters', async () => {
    const address = newAddress()
    await tryIt(user.email, 'wrong', address)
    const rows = await world.db.admin`select r::text as line from rate_limits r`
    const text = rows.map((row) => row.line).join('\n')
    expect(text).not.toContain(user.email)
    expect(text).not.toContain(address)
  })
})

describe('a session', () => {
  const open = () =>
    openSession(world.db.system, {
      userId: user.id,
      address: '192.0.2.1',
      userAgent: 'test',
      now: world.clock.now(),
    })
  const find = (token: string) => findSession(world.db.system, sessionTokenHash(token), world.clock.now())

  it('is found by its token, of which the row holds only a hash', async () => {
    const token = await open()
    expect(await find(token)).toMatchObject({ userId: user.id, email: user.email, name: 'Sam' })
    for (const wrong of ['', `${token}x`, token.slice(1), token.toUpperCase(), sessionTokenHash(token)])
      expect(await find(wrong)).toBeNull()
    const [row] = await world.db.admin`select s::text as line from sessions s where user_id = ${user.id}`
    expect(row?.line).not.toContain(token)
  })

  it('ends after an hour without use, and lives on with it', async () => {
    const token = await open()
    world.clock.advance(HOUR - 5_000)
    expect(await find(token)).not.toBeNull()
    world.clock.advance(HOUR - 5_000)
    expect(await find(token)).not.toBeNull()
    world.clock.advance(HOUR + 5_000)
    expect(await find(token)).toBeNull()
  })

  it('ends after a day, whatever its use', async () => {
    const token = await open()
    for (let i = 0; i < 47; i += 1) {
      world.clock.advance(HOUR / 2)
      expect(await find(token), `after ${(i + 1) / 2} h`).not.toBeNull()
    }
    world.clock.advance(HOUR / 2)
    expect(await find(token)).toBeNull()
  })

  it('ends at once when it is revoked or its user is disabled', async () => {
    const [one, two] = [await open(), await open()]
    const first = await find(one)
    await revokeSession(world.db.system, first?.sessionId ?? '', world.clock.now())
    expect([await find(one), (await find(two)) !== null]).toEqual([null, true])
    await world.db.system.update(users).set({ disabledAt: new Date() }).where(eq(users.id, user.id))
    expect(await find(two)).toBeNull()
  })

  it('is listed to its own user only, without what has ended', async () => {
    const [one, two] = [await open(), await open()]
    const mine = await find(one)
    const other = await find(two)
    const who = { userId: user.id, sessionId: mine?.sessionId ?? '' }
    const ids = async () =>
      (await listOwnSessions(world.db.system, who, world.clock.now())).map((row) => row.id)
    expect((await ids()).sort()).toEqual([mine?.sessionId, other?.sessionId].sort())
    await revokeSession(world.db.system, other?.sessionId ?? '', world.clock.now())
    expect(await ids()).toEqual([mine?.sessionId])
    expect(
      await listOwnSessions(world.db.system, { ...who, userId: randomUUID() }, world.clock.now()),
    ).toEqual([])
  })

  it('can be the only one that is kept', async () => {
    const [one, two] = [await open(), await open()]
    const kept = await find(one)
    await revokeAllSessions(world.db.system, user.id, world.clock.now(), kept?.sessionId)
    expect([(await find(one)) !== null, await find(two)]).toEqual([true, null])
  })
})

describe('a new password', () => {
  const change = (current: string, next: string) =>
    replacePassword(world.db.system, { userId: user.id, current, next, now: world.clock.now() }).then(
      () => 'fine',
      (error: AppError) => error.code,
    )

  it('needs the current one, ends every session, and replaces the old one', async () => {
    const token = await openSession(world.db.system, {
      userId: user.id,
      address: '192.0.2.1',
      userAgent: '',
      now: world.clock.now(),
    })
    expect(await change('wrong', 'a new long password')).toBe('invalid_input')
    expect(await change(PASSWORD, PASSWORD)).toBe('invalid_input')
    const find = () => findSession(world.db.system, sessionTokenHash(token), world.clock.now())
    expect(await find()).not.toBeNull()
    expect(await change(PASSWORD, 'a new long password')).toBe('fine')
    expect(await find()).toBeNull()
    expect((await tryIt(user.email, PASSWORD, newAddress())).code).toBe('wrong_password')
    expect((await tryIt(user.email, 'a new long password', newAddress())).id).toBe(user.id)
  })

  it('cannot be guessed at: ten tries an hour, before hashing', async () => {
    for (let i = 0; i < 10; i += 1) await change('wrong', 'a new long password')
    verifications.count = 0
    expect(await change(PASSWORD, 'a new long password')).toBe('rate_limited')
    expect(verifications.count).toBe(0)
  })

  it('set by an operator ends every session too', async () => {
    const token = await openSession(world.db.system, {
      userId: user.id,
      address: '192.0.2.1',
      userAgent: '',
      now: world.clock.now(),
    })
    await setPassword(world.db.system, user.id, 'set by the operator', world.clock.now())
    expect(await findSession(world.db.system, sessionTokenHash(token), world.clock.now())).toBeNull()
    expect((await tryIt(user.email, 'set by the operator', newAddress())).id).toBe(user.id)
  })
})
