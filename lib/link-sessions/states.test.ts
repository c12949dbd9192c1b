import { describe, expect, it } from 'vitest'
import {
  isLive,
  LINK_EVENTS,
  LINK_STATES,
  LIVE_STATES,
  type LinkEvent,
  type LinkState,
  nextState,
} from './states'

/** Written anew from the design's drawing, row by row: what each state becomes on each event that means something. */
const TABLE: Record<LinkState, Partial<Record<LinkEvent, LinkState>>> = {
  created: { open: 'open', fail: 'failed', expire: 'expired', revoke: 'revoked' },
  open: {
    authenticate: 'authenticating',
    challenge: 'challenge',
    verify: 'verifying',
    cancel: 'cancelled',
    fail: 'failed',
    expire: 'expired',
    revoke: 'revoked',
  },
  authenticating: {
    retry: 'open',
    challenge: 'challenge',
    verify: 'verifying',
    cancel: 'cancelled',
    fail: 'failed',
    expire: 'expired',
    revoke: 'revoked',
  },
  challenge: {
    retry: 'open',
    authenticate: 'authenticating',
    verify: 'verifying',
    cancel: 'cancelled',
    fail: 'failed',
    expire: 'expired',
    revoke: 'revoked',
  },
  verifying: {
    complete: 'completed',
    review: 'needs_review',
    fail: 'failed',
    expire: 'expired',
    revoke: 'revoked',
  },
  needs_review: { complete: 'completed', drop: 'dropped' },
  completed: {},
  dropped: {},
  cancelled: { verify: 'verifying' },
  failed: { verify: 'verifying' },
  expired: { verify: 'verifying', renew: 'created' },
  revoked: {},
}

describe.each(LINK_STATES)('%s', (state) => {
  it.each(LINK_EVENTS)('on %s', (event) => {
    expect(nextState(state, event)).toBe(TABLE[state][event] ?? null)
  })
})

it('only a proof completes, and only revoked, completed and dropped are deaf for ever', () => {
  for (const state of LINK_STATES) {
    if (nextState(state, 'complete')) expect(['verifying', 'needs_review']).toContain(state)
    const deaf = LINK_EVENTS.every((event) => nextState(state, event) === null)
    expect(deaf).toBe(['revoked', 'completed', 'dropped'].includes(state))
  }
})

it('every live state can be stopped and can expire; no other can', () => {
  for (const state of LINK_STATES) {
    expect(isLive(state)).toBe((LIVE_STATES as readonly string[]).includes(state))
    expect(nextState(state, 'revoke') !== null).toBe(isLive(state))
    expect(nextState(state, 'expire') !== null).toBe(isLive(state))
  }
})

it('only what ran out begins again, and only a refused login leads back into open', () => {
  for (const state of LINK_STATES)
    for (const event of LINK_EVENTS) {
      const next = nextState(state, event)
      if (next === 'created') expect(`${state} ${event}`).toBe('expired renew')
      if (next === 'open')
        expect(['created open', 'authenticating retry', 'challenge retry']).toContain(`${state} ${event}`)
    }
})
