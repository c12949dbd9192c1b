import { afterAll, beforeAll, beforeEach, expect, it, vi } from 'vitest'
import { setupTokens } from '@/db/schema/setup-tokens'
import { setEnvironment } from '@/db/testing/environment'
import { hashToken, randomToken } from '../crypto/random'
import type { AppError } from '../errors'
import { findMemberships } from '../system/find-memberships'
import { makeWorld, type World } from '../testing/world'
import { checkPassword } from './check-password'
import { makeFirstAgency, setupInput, setupState } from './setup'

// The form's own step signs the browser in through next-auth, which lives in Next alone.
vi.mock('./sign-in', () => ({ openBrowserSession: async () => {} }))

let world: World
let token: string
beforeAll(async () => {
  world = await makeWorld()
  setEnvironment({ OFAUTH_API_KEY: 'sk_sandbox_firstkey' })
})
beforeEach(async () => {
  await world.db.admin`truncate agencies, users cascade`
  await world.db.admin`delete from setup_tokens`
  token = randomToken()
  await world.db.system.insert(setupTokens).values({ tokenHash: hashToken('setup', token) })
})
afterAll(() => world.close())

const input = (over: object = {}) =>
  setupInput.parse({
    token,
    agency: 'Northlight',
    name: 'Robin',
    email: 'Robin@Example.com',
    password: 'a long enough password',
    ...over,
  })
const make = (over: object = {}) =>
  makeFirstAgency(world.db.system, input(over)).then(
    (slug) => slug,
    (error: AppError) => error.code,
  )
const count = async (table: 'agencies' | 'users' | 'provider_accounts') =>
  (await world.db.admin`select count(*)::int as n from ${world.db.admin(table)}`)[0]?.n

it('makes agency, owner and provider account once, and the token is used up', async () => {
  expect(await setupState(world.db.system, token)).toBe('open')
  expect(await make()).toBe('northlight')
  const userId = await checkPassword(world.db.system, {
    email: 'robin@example.com',
    password: 'a long enough password',
    address: '192.0.2.9',
    now: new Date(),
  })
  expect(await findMemberships(world.db.system, userId)).toMatchObject([
    { slug: 'northlight', role: 'owner' },
  ])
  expect(await count('provider_accounts')).toBe(1)
  expect(await setupState(world.db.system, token)).toBe('done')
  expect(await make()).toBe('not_found')
  expect(await count('agencies')).toBe(1)
})

it('makes one agency when the form is sent five times at once', async () => {
  const answers = await Promise.all(Array.from({ length: 5 }, () => make()))
  expect(answers.filter((answer) => answer === 'northlight')).toHaveLength(1)
  expect([await count('agencies'), await count('users')]).toEqual([1, 1])
})

it('knows no other token', async () => {
  for (const wrong of [
    randomToken(),
    token.slice(0, -1),
    token.toLowerCase(),
    hashToken('setup', token),
    ' ',
  ])
    expect(await setupState(world.db.system, wrong)).toBe('refused')
  for (const wrong of [undefined, null, 7, '', 'x'.repeat(500), ['a']])
    expect(await setupState(world.db.system, wrong)).toBe('refused')
  expect(await make({ token: randomToken() })).toBe('not_found')
  expect(await count('agencies')).toBe(0)
})

it('is closed as soon as there is an agency, whatever the token', async () => {
  await world.newAgency()
  expect(await setupState(world.db.system, token)).toBe('done')
  expect(await make()).toBe('not_found')
})

it.each([
  ['a short password', { password: 'short' }],
  ['no address', { email: 'robin' }],
  ['an agency without a name', { agency: '  ' }],
  ['a character that cannot be stored', { name: 'a\0b' }],
  ['something that was not asked for', { role: 'owner' }],
])('refuses %s', (_, over) => {
  expect(() => input(over)).toThrow()
})
