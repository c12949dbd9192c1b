import { expect, it } from 'vitest'
import { hashPassword, verifyPassword } from './password'

it('hashes with argon2id, salted, at the configured cost', async () => {
  const [one, two] = await Promise.all([hashPassword('a password'), hashPassword('a password')])
  expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
  expect(one).not.toBe(two)
})

it('knows the right one, in any Unicode spelling of it, and no other', async () => {
  const stored = await hashPassword('Zoë ﬁve')
  for (const right of ['Zoë ﬁve', 'Zoe\u0308 five']) expect(await verifyPassword(stored, right)).toBe(true)
  for (const wrong of ['zoë five', 'Zoë five ', '', 'Zoe five'])
    expect(await verifyPassword(stored, wrong)).toBe(false)
})

it('without a stored hash refuses after the same work, the decoy’s own password too', async () => {
  for (const any of ['decoy', '', 'x']) expect(await verifyPassword(null, any)).toBe(false)
})

it('refuses at once when too many wait, and works again afterwards', async () => {
  const stored = await hashPassword('a password')
  const all = await Promise.allSettled(Array.from({ length: 60 }, () => verifyPassword(stored, 'a password')))
  const refused = all.filter((one) => one.status === 'rejected')
  expect(refused.length).toBe(60 - 44)
  for (const one of refused) expect(one.reason).toMatchObject({ code: 'busy', retryAfter: 5 })
  expect(all.filter((one) => one.status === 'fulfilled' && one.value)).toHaveLength(44)
  expect(await verifyPassword(stored, 'a password')).toBe(true)
})

it('a hash that makes no sense frees its place', async () => {
  for (let i = 0; i < 10; i += 1) await expect(verifyPassword('not a hash', 'x')).rejects.toThrow()
  expect(await verifyPassword(await hashPassword('x'), 'x')).toBe(true)
})
