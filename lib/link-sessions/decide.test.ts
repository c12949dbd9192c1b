import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decide, type Held } from './decide'

const held = (id: string, connection: string, user: string, ended = false): Held => ({
  id,
  providerConnectionId: connection,
  ofUserId: user,
  ended,
})
const PROVEN = { connectionId: 'conn_new', ofUserId: '1', username: 'Jane' }
const base = {
  proven: PROVEN,
  expected: null,
  byConnectionId: null,
  byUser: null,
  browserReturned: true,
  asked: null,
}

const PICKY_AND_FULL = { expectedUsername: 'robin', hasRoom: false }

describe('connect', () => {
  const user = held('row', 'conn_old', '1')
  const same = held('row', 'conn_new', '1')
  const stranger = held('row', 'conn_new', '2')
  it.each([
    ['nothing known', {}, 'create'],
    ['nothing known, browser gone', { browserReturned: false }, 'review browser_not_returned'],
    ['the same connection', { byConnectionId: same, byUser: same }, 'reconnect'],
    [
      'the same connection, browser gone',
      { byConnectionId: same, browserReturned: false },
      'review browser_not_returned',
    ],
    ['the same user, another id', { byUser: user }, 'replace_id'],
    ['the same user, browser gone', { byUser: user, browserReturned: false }, 'review browser_not_returned'],
    ['the same id, another user', { byConnectionId: stranger }, 'review other_user_same_id'],
    [
      'the same id, another user, browser gone',
      { byConnectionId: stranger, browserReturned: false },
      'review other_user_same_id',
    ],
  ])('%s', (_, over, expected) => {
    const decision = decide({ ...base, ...over })
    expect([decision.kind, 'reason' in decision ? decision.reason : ''].join(' ').trim()).toBe(expected)
  })

  it('names what it blocks and what it replaces', () => {
    expect(decide({ ...base, byConnectionId: stranger })).toMatchObject({ block: stranger })
    expect(decide({ ...base, byUser: user })).toEqual({
      kind: 'replace_id',
      connection: user,
      oldProviderConnectionId: 'conn_old',
    })
  })
})

describe('reconnect', () => {
  it.each([
    ['as expected', held('row', 'conn_new', '1'), 'reconnect'],
    ['the same user under a new id', held('row', 'conn_old', '1'), 'replace_id'],
    ['another user under the same id', held('row', 'conn_new', '2'), 'review other_user_same_id'],
    ['another user under a new id', held('row', 'conn_old', '2'), 'review other_user_new_id'],
    ['disconnected meanwhile', held('row', 'conn_new', '1', true), 'discard'],
    ['disconnected meanwhile, another user', held('row', 'conn_old', '2', true), 'discard'],
  ])('%s, whether the browser came back or not', (_, expected, outcome) => {
    for (const browserReturned of [true, false])
      for (const asked of [null, { expectedUsername: null, hasRoom: true }, PICKY_AND_FULL]) {
        const decision = decide({ ...base, expected, browserReturned, asked })
        expect([decision.kind, 'reason' in decision ? decision.reason : ''].join(' ').trim()).toBe(outcome)
      }
  })
})

describe('connect by an invite', () => {
  const anyone = { expectedUsername: null, hasRoom: true }
  const jane = { expectedUsername: 'jane', hasRoom: true }
  const robin = { expectedUsername: 'robin', hasRoom: true }
  const same = held('row', 'conn_new', '1')
  const user = held('row', 'conn_old', '1')
  const stranger = held('row', 'conn_new', '2')
  it.each([
    ['anyone may come', { asked: anyone }, 'create'],
    ['the expected one, in another case', { asked: jane }, 'create'],
    ['another one', { asked: robin }, 'review unexpected_account'],
    ['one without a name', { asked: jane, proven: { ...PROVEN, username: '' } }, 'review unexpected_account'],
    [
      'another one that we hold',
      { asked: robin, byConnectionId: same, byUser: same },
      'review unexpected_account',
    ],
    [
      'another one that we hold under another id',
      { asked: robin, byUser: user },
      'review unexpected_account',
    ],
    ['the expected one that we hold', { asked: jane, byConnectionId: same }, 'reconnect'],
    ['the expected one that we hold under another id', { asked: jane, byUser: user }, 'replace_id'],
    ['the same id, another user', { asked: jane, byConnectionId: stranger }, 'review other_user_same_id'],
    ['no room left', { asked: { ...anyone, hasRoom: false } }, 'review invite_used_up'],
    ['no room left, and another one', { asked: PICKY_AND_FULL }, 'review unexpected_account'],
    ['no room left, one that we hold', { asked: { ...anyone, hasRoom: false }, byUser: user }, 'replace_id'],
  ])('%s, whether the browser came back or not', (_, over, expected) => {
    for (const browserReturned of [true, false]) {
      const decision = decide({ ...base, ...over, browserReturned })
      expect([decision.kind, 'reason' in decision ? decision.reason : ''].join(' ').trim()).toBe(expected)
      if (expected.startsWith('review un')) expect(decision).toMatchObject({ block: null })
    }
  })
})

const anyHeld = fc.option(
  fc.record({
    id: fc.constantFrom('a', 'b'),
    providerConnectionId: fc.constantFrom('conn_new', 'conn_old'),
    ofUserId: fc.constantFrom('1', '2'),
    ended: fc.boolean(),
  }),
  { nil: null },
)

it('never makes a working connection of a user who was not asked for', () => {
  fc.assert(
    fc.property(
      fc.record({
        expected: anyHeld,
        byConnectionId: anyHeld.map(
          (row) => row && { ...row, providerConnectionId: 'conn_new', ended: false },
        ),
        byUser: anyHeld.map((row) => row && { ...row, ofUserId: '1', ended: false }),
        browserReturned: fc.boolean(),
        asked: fc.option(
          fc.record({
            expectedUsername: fc.constantFrom(null, 'jane', 'robin'),
            hasRoom: fc.boolean(),
          }),
          { nil: null },
        ),
      }),
      (input) => {
        const decision = decide({ ...input, proven: PROVEN })
        if (decision.kind === 'reconnect' || decision.kind === 'replace_id')
          expect(decision.connection.ofUserId).toBe(PROVEN.ofUserId)
        if (decision.kind === 'create') {
          expect(input.expected).toBeNull()
          expect(input.browserReturned || input.asked !== null).toBe(true)
          expect(input.asked?.hasRoom).not.toBe(false)
        }
        if (!input.expected && !input.asked && !input.browserReturned) expect(decision.kind).toBe('review')
        if (!input.expected && input.asked?.expectedUsername === 'robin') expect(decision.kind).toBe('review')
      },
    ),
    { numRuns: 2_000 },
  )
})
