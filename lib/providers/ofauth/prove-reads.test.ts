import { describe, expect, it } from 'vitest'
import { json, NOW } from '../testing/fake-api'

import { completed, FORBIDDEN, fail, item, prove, proven, run, self, type World } from './testing/proof'

describe('(c) a read with the connection', () => {
  const ways: [string, World][] = [
    ['status', { status: completed(), list: [item()] }],
    ['list', { list: [item()] }],
  ]
  it.each(ways)('by %s: nobody signed in is not proven', async (_way, world) => {
    for (const reply of [
      { isAuth: false },
      fail('SESSION_EXPIRED'),
      fail('SESSION_NOT_PROVIDED'),
      fail('CONNECTION_NOT_FOUND', 404),
      fail('RESOURCE_NOT_FOUND', 404),
    ]) {
      expect(await prove({ ...world, self: reply })).toMatchObject({ result: 'pending' })
    }
  })

  it.each(ways)('by %s: a missing permission is no failure', async (_way, world) => {
    expect(await prove({ ...world, self: FORBIDDEN })).toMatchObject(proven())
  })

  it.each(ways)('by %s: another user is a contradiction', async (_way, world) => {
    expect(await prove({ ...world, self: { ...self, id: 9 } })).toMatchObject({ kind: 'invalid_response' })
  })

  it.each(ways)('by %s: a 403 that names no permission is not a missing one', async (_way, world) => {
    expect(await prove({ ...world, self: () => json({ error: 'blocked' }, 403) })).toMatchObject({
      kind: 'rejected',
    })
    const page = () => new Response('<html>blocked</html>', { status: 403 })
    expect(await prove({ ...world, self: page })).toMatchObject({ kind: 'unavailable' })
  })

  it('fills up what the list left empty', async () => {
    const list = [item({ userData: { id: '48213377' } })]
    expect(await prove({ list })).toMatchObject({ identity: { username: 'marawinter', name: 'Mara Winter' } })
  })
})

describe('failures', () => {
  const good: Required<World> = { status: completed(), list: [item()], self }
  const errors: [string, () => Response][] = [
    ['unauthorized_key', fail('UNAUTHORIZED')],
    ['unavailable', fail('UNKNOWN_ERROR', 503)],
    ['unavailable', fail('RULES_OUTDATED')],
    ['rate_limited', fail('RATE_LIMIT_EXCEEDED', 429)],
  ]
  it.each(errors)('%s goes through from every needed call', async (kind, reply) => {
    expect(await prove({ ...good, status: reply })).toMatchObject({ kind })
    expect(await prove({ ...good, self: reply })).toMatchObject({ kind })
    expect(await prove({ self, list: reply })).toMatchObject({ kind })
  })

  it('a refused key is told even where the list was only an extra', async () => {
    expect(await prove({ ...good, list: fail('UNAUTHORIZED') })).toMatchObject({ kind: 'unauthorized_key' })
  })

  it('does nothing when the deadline is past or no time', async () => {
    for (const deadline of [NOW, new Date(0), new Date(Number.NaN)]) {
      const { outcome, seen } = run(good, { deadline })
      expect(await outcome).toMatchObject({ kind: 'unavailable' })
      expect(seen).toHaveLength(0)
    }
  })

  it('keeps the deadline over all calls, even when a call never ends', async () => {
    const never = () => new Promise(() => {})
    const deadline = new Date(NOW.getTime() + 60)
    for (const world of [{ status: never }, { list: never }, { list: [item()], self: never }]) {
      const began = performance.now()
      expect(await prove({ self, ...world }, { deadline })).toMatchObject({ kind: 'unavailable' })
      expect(performance.now() - began).toBeLessThan(1_000)
    }
    expect(await prove({ ...good, list: never }, { deadline })).toMatchObject(proven({ permissions: null }))
  })
})
