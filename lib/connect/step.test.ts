import { describe, expect, it } from 'vitest'
import { INVITE_STATES } from '../invites/states'
import { LINK_STATES, type LinkState } from '../link-sessions/states'
import { closedReason, type OwnSession, type StepFacts, stepOf } from './step'

const own = (state: LinkState, over: Partial<OwnSession> = {}): OwnSession => ({
  state,
  outcomeCode: null,
  isAcknowledged: false,
  isUndone: false,
  isLoginMode: false,
  isFramed: false,
  isOver: false,
  isRenewable: false,
  ...over,
})
const base: StepFacts = { invite: 'open', isRotated: false, own: null, elsewhere: false, again: false }
const shown = (over: Partial<StepFacts>) => {
  const step = stepOf({ ...base, ...over })
  return step.step === 'closed' ? `closed ${step.reason}` : step.step
}

/** Of an open link, in the browser that began the session. */
const OPEN: Record<LinkState, string> = {
  created: 'away',
  open: 'away',
  authenticating: 'away',
  challenge: 'away',
  verifying: 'checking',
  needs_review: 'review',
  completed: 'account',
  dropped: 'welcome',
  cancelled: 'welcome',
  failed: 'welcome',
  expired: 'welcome',
  revoked: 'welcome',
}

/** What this browser brought to its end stands, whatever becomes of the link. */
const STANDS: LinkState[] = ['verifying', 'needs_review', 'completed']

describe.each(LINK_STATES)('a session that is %s', (state) => {
  it('on an open link', () => expect(shown({ own: own(state) })).toBe(OPEN[state]))

  it.each(['paused', 'used_up', 'revoked'] as const)('on a link that is %s', (invite) => {
    expect(shown({ invite, own: own(state) })).toBe(STANDS.includes(state) ? OPEN[state] : `closed ${invite}`)
  })

  it('on a link whose time is over: who is at the provider may finish', () => {
    const goesOn = STANDS.includes(state) || OPEN[state] === 'away'
    expect(shown({ invite: 'expired', own: own(state) })).toBe(goesOn ? OPEN[state] : 'closed expired')
  })

  it('on a link that was rotated away', () => {
    const expected = STANDS.includes(state) ? OPEN[state] : 'closed rotated'
    expect(shown({ isRotated: true, own: own(state) })).toBe(expected)
  })
})

it('without a session the link decides', () => {
  expect(INVITE_STATES.map((invite) => shown({ invite }))).toEqual([
    'welcome',
    'closed paused',
    'closed expired',
    'closed used_up',
    'closed revoked',
  ])
})

it('revoked says more than rotated, and rotated more than the rest', () => {
  expect(INVITE_STATES.map((invite) => closedReason(invite, true))).toEqual([
    'rotated',
    'rotated',
    'rotated',
    'rotated',
    'revoked',
  ])
})

describe('after the proof', () => {
  it('the receipt follows her yes, and stands when the link is used up', () => {
    for (const invite of INVITE_STATES)
      expect(shown({ invite, own: own('completed', { isAcknowledged: true }) })).toBe('receipt')
  })

  it('she begins again with another account only when she asks to, and while the link is open', () => {
    const done = own('completed', { isAcknowledged: true })
    expect(shown({ own: done, again: true })).toBe('welcome')
    expect(shown({ own: done, again: true, invite: 'used_up' })).toBe('closed used_up')
    expect(shown({ own: own('completed'), again: true })).toBe('account')
  })

  it('what was undone is over', () => {
    expect(shown({ own: own('completed', { isAcknowledged: true, isUndone: true }) })).toBe('welcome')
  })
})

describe('another device', () => {
  const taken = own('revoked', { outcomeCode: 'taken_over' })

  it('that took over is told, until she comes back here or it is over there', () => {
    expect(shown({ own: taken, elsewhere: true })).toBe('taken_over')
    expect(shown({ own: taken, elsewhere: true, again: true })).toBe('welcome')
    expect(shown({ own: taken })).toBe('welcome')
    expect(shown({ own: taken, invite: 'used_up' })).toBe('closed used_up')
  })

  it('says nothing to a browser whose session the team stopped', () => {
    expect(shown({ own: own('revoked', { outcomeCode: 'stopped' }), elsewhere: true })).toBe('welcome')
  })
})

describe('a page at the provider that ran out', () => {
  it('is opened anew without a word, but not on a closed link, and not over another device', () => {
    const ranOut = own('expired', { outcomeCode: 'session_expired', isOver: true, isRenewable: true })
    expect(shown({ own: ranOut })).toBe('away')
    expect(shown({ own: ranOut, elsewhere: true })).toBe('welcome')
    expect(shown({ own: ranOut, invite: 'expired' })).toBe('closed expired')
  })

  it('is no news for her, even the second time', () => {
    for (const over of [own('expired', { outcomeCode: 'session_expired' }), own('open', { isOver: true })])
      expect(stepOf({ ...base, own: over })).toEqual({ step: 'welcome', lastOutcome: null })
  })
})

it('a last try that did not work is told with its cause', () => {
  const lastOf = (session: OwnSession) => {
    const step = stepOf({ ...base, own: session })
    return step.step === 'welcome' ? step.lastOutcome : step.step
  }
  expect(lastOf(own('cancelled', { outcomeCode: '2fa' }))).toBe('cancelled_2fa')
  expect(lastOf(own('failed', { outcomeCode: 'account_locked' }))).toBe('account_locked')
  expect(lastOf(own('revoked', { outcomeCode: 'stopped' }))).toBe('stopped')
  expect(lastOf(own('dropped'))).toBe('dropped')
})

describe('in our own form', () => {
  const ours = (state: LinkState, over: Partial<OwnSession> = {}) =>
    own(state, { isLoginMode: true, ...over })

  it.each([
    ['created', 'working'],
    ['open', 'login'],
    ['authenticating', 'working'],
    ['challenge', 'challenge'],
    ['verifying', 'checking'],
    ['completed', 'account'],
    ['failed', 'welcome'],
  ] as const)('a session that is %s shows %s', (state, step) => {
    expect(shown({ own: ours(state) })).toBe(step)
  })

  it('she may finish on a link whose time is over, and not on one that was revoked', () => {
    expect(shown({ own: ours('challenge'), invite: 'expired' })).toBe('challenge')
    expect(shown({ own: ours('open'), invite: 'expired' })).toBe('login')
    expect(shown({ own: ours('challenge'), invite: 'revoked' })).toBe('closed revoked')
    expect(shown({ own: ours('open'), isRotated: true })).toBe('closed rotated')
  })

  it('a form that ran out is not opened anew without a word', () => {
    const ranOut = { isOver: true, isRenewable: true, outcomeCode: 'session_expired' }
    expect(shown({ own: ours('open', ranOut) })).toBe('welcome')
    expect(shown({ own: ours('expired', ranOut) })).toBe('welcome')
    expect(shown({ own: ours('challenge', { isOver: true }) })).toBe('welcome')
  })
})

describe('in a dialog', () => {
  const framed = (state: LinkState, over: Partial<OwnSession> = {}) => own(state, { isFramed: true, ...over })

  it.each([
    ['open', 'frame'],
    ['authenticating', 'frame'],
    ['challenge', 'frame'],
    ['verifying', 'checking'],
    ['cancelled', 'welcome'],
  ] as const)('a session that is %s shows %s', (state, step) => {
    expect(shown({ own: framed(state) })).toBe(step)
  })

  it('that ran out is opened anew like a page that did', () => {
    const ranOut = { isOver: true, isRenewable: true, outcomeCode: 'session_expired' }
    expect(shown({ own: framed('open', ranOut) })).toBe('away')
  })
})
