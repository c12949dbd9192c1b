import { describe, expect, it } from 'vitest'
import { REASONS } from '../connections/words'
import { CALLBACK_ERROR_CODES, CANCEL_STEPS, OUR_CODES } from '../link-sessions/words'
import { DIAGNOSES, type DiagnosisCause, NEXT_ACTIONS, ruleOf } from './causes'
import { diagnose } from './diagnose'
import type { Attempt, FactEvent, Facts } from './facts'

const at = (minute: number) => new Date(Date.UTC(2030, 0, 1, 12, minute))

function facts(over: {
  connection?: Partial<Facts['connection']>
  events?: FactEvent[]
  provider?: Partial<Facts['provider']>
  attempt?: Attempt
  live?: Facts['live']
  review?: Facts['review']
}): Facts {
  return {
    connection: {
      status: 'active',
      reason: 'proven',
      brokenSince: null,
      lastProvenAt: at(0),
      endedAt: null,
      suspectSince: null,
      overdue: false,
      ...over.connection,
    },
    events: over.events ?? [],
    provider: {
      keyRefusedAt: null,
      unavailableSince: null,
      misconfiguredAt: null,
      heldSince: null,
      ...over.provider,
    },
    attempt: over.attempt ?? null,
    live: over.live ?? null,
    review: over.review ?? null,
    invite: null,
  }
}

const broken = (reason = 'session_expired') =>
  ({ status: 'needs_reauth', reason, brokenSince: at(10) }) satisfies Partial<Facts['connection']>
const attempt = (state: Attempt['state'], code: string | null, minute = 20): Attempt => ({
  linkSessionId: 's1',
  state,
  code,
  endedAt: at(minute),
})
const event = (id: number, kind: string, minute: number, linkSessionId: string | null = null): FactEvent => ({
  id,
  kind,
  at: at(minute),
  linkSessionId,
  code: null,
})
const LIVE = { linkSessionId: 's2', startedBy: 'Ana', startedAt: at(30), mine: false, byCreator: false }

describe('the rules', () => {
  it('every cause has words, who must act and an action that exists', () => {
    for (const cause of Object.keys(DIAGNOSES) as DiagnosisCause[]) {
      const rule = ruleOf(cause)
      expect(rule.headline, cause).not.toMatch(/[.!]$/)
      expect(rule.explanation, cause).toMatch(/\.$/)
      expect(NEXT_ACTIONS).toContain(rule.action)
      if (rule.unrepairable) expect(rule.action).toBe('connect_anew')
    }
  })

  it('every reason that a status can have is explained', () => {
    for (const reason of Object.keys(REASONS)) {
      const ended = ['by_team', 'by_creator', 'closed_in_review'].includes(reason)
      const status = ended ? 'disconnected' : reason === 'renewal_due' ? 'expiring' : 'needs_reauth'
      if (reason === 'proven') continue
      const { cause } = diagnose(
        facts({ connection: { status, reason, brokenSince: ended ? null : at(10) } }),
      )
      expect(['unexplained', 'ended'], reason).not.toContain(cause)
    }
  })

  it.each([...Object.keys(OUR_CODES), ...Object.keys(CALLBACK_ERROR_CODES)])(
    'a failed attempt with the code %s gets a card of its own kind',
    (code) => {
      const provider = { keyRefusedAt: at(20), misconfiguredAt: at(20) }
      const { cause } = diagnose(facts({ connection: broken(), provider, attempt: attempt('failed', code) }))
      expect(cause).not.toBe('login_ended')
    },
  )

  it.each(Object.keys(CANCEL_STEPS))('a cancellation at %s is told by its step', (step) => {
    const { cause, action } = diagnose(facts({ connection: broken(), attempt: attempt('cancelled', step) }))
    expect(cause).toMatch(/^(cancelled_|access_refused)/)
    expect(action).toBe('ask')
  })

  it('an unknown reason of a newer version is told as unknown', () => {
    expect(diagnose(facts({ connection: broken('brand_new') }))).toMatchObject({
      cause: 'unexplained',
      action: 'verify',
    })
  })
})

describe('an attempt', () => {
  it('from before the connection broke says nothing', () => {
    const { cause } = diagnose(
      facts({ connection: broken(), attempt: attempt('failed', 'account_locked', 5) }),
    )
    expect(cause).toBe('login_ended')
  })

  it('that somebody stopped, or that worked, says nothing', () => {
    for (const state of ['revoked', 'completed'] as const)
      expect(diagnose(facts({ connection: broken(), attempt: attempt(state, null) })).cause).toBe(
        'login_ended',
      )
  })

  it('that fails leaves a working connection a working one', () => {
    expect(diagnose(facts({ attempt: attempt('failed', 'not_found') })).cause).toBe('works')
  })

  it('that failed on a key or address which works again explains nothing any more', () => {
    for (const code of ['unauthorized_key', 'misconfigured'])
      expect(diagnose(facts({ connection: broken(), attempt: attempt('failed', code) })).cause).toBe(
        'login_ended',
      )
  })

  it('that the provider answered with "unknown" means that only a new connection helps', () => {
    expect(
      diagnose(facts({ connection: broken('session_missing'), attempt: attempt('failed', 'not_found') })),
    ).toMatchObject({ cause: 'gone_at_provider', unrepairable: true, action: 'connect_anew' })
  })
})

describe('what stands in the way', () => {
  it('a refused key is the cause where nothing else is broken, and an admin must act', () => {
    const provider = { keyRefusedAt: at(5) }
    expect(diagnose(facts({ provider }))).toMatchObject({ cause: 'works_key_refused', whoMustAct: 'admin' })
    expect(diagnose(facts({ provider, connection: broken() }))).toMatchObject({
      cause: 'login_ended',
      action: 'fix_provider',
      whoMustAct: 'admin',
      blockedBy: 'key_refused',
    })
  })

  it('an outage blames no connection and leaves the next action', () => {
    const provider = { unavailableSince: at(5) }
    expect(diagnose(facts({ provider })).cause).toBe('works_provider_down')
    expect(diagnose(facts({ provider, connection: broken() }))).toMatchObject({
      cause: 'login_ended',
      action: 'ask',
      blockedBy: 'unavailable',
    })
  })

  it('an unknown callback address is for an admin', () => {
    expect(diagnose(facts({ provider: { misconfiguredAt: at(5) }, connection: broken() }))).toMatchObject({
      action: 'fix_provider',
      blockedBy: 'misconfigured',
    })
  })

  it('somebody who is at it already is followed, not doubled', () => {
    expect(diagnose(facts({ connection: broken(), live: LIVE })).action).toBe('follow')
    expect(diagnose(facts({ live: LIVE })).action).toBe('none')
  })
})

describe('the evidence', () => {
  const events = [
    event(9, 'connection.check_failed', 25),
    event(8, 'session.failed', 20, 's1'),
    event(7, 'session.failed', 15, 's0'),
    event(6, 'connection.needs_reauth', 10),
    event(5, 'connection.needs_reauth', 4),
    event(2, 'connection.verified', 0),
  ]

  it('names what broke it, how the last try ended and when it last worked, the newest first', () => {
    const told = facts({ connection: broken(), events, attempt: attempt('failed', 'account_locked') })
    expect(diagnose(told).evidence).toEqual([8, 6, 2])
    expect(diagnose(facts({ connection: broken(), events })).evidence).toEqual([6, 2])
  })

  it('of what works is the last proof, and the check that failed since', () => {
    expect(diagnose(facts({ events: events.slice(1) })).evidence).toEqual([2])
    expect(diagnose(facts({ events }))).toMatchObject({ cause: 'works_unchecked', evidence: [9, 2] })
  })

  it('of an ended one is its end', () => {
    const ended = { status: 'disconnected', reason: 'by_team', endedAt: at(40) } as const
    const lines = [event(11, 'connection.disconnected', 40), ...events]
    expect(diagnose(facts({ connection: ended, events: lines }))).toMatchObject({
      evidence: [11],
      unrepairable: true,
    })
  })
})

it('of what works tells a doubt, a hold and a look that is overdue, the most pressing first', () => {
  const doubted = { suspectSince: at(5) }
  expect(
    diagnose(facts({ connection: doubted, events: [event(7, 'connection.suspected', 5)] })),
  ).toMatchObject({
    cause: 'works_suspected',
    evidence: [7],
    action: 'verify',
  })
  expect(diagnose(facts({ connection: { overdue: true } })).cause).toBe('works_untold')
  const provider = { heldSince: at(6) }
  expect(diagnose(facts({ connection: doubted, provider }))).toMatchObject({
    cause: 'works_held',
    whoMustAct: 'admin',
  })
  expect(diagnose(facts({ connection: broken(), provider })).cause).toBe('login_ended')
})

it('a block is a decision, and a block that nobody can decide is verified', () => {
  const connection = { status: 'needs_review', reason: 'other_user', brokenSince: at(10) } as const
  expect(diagnose(facts({ connection, review: { linkSessionId: 's3' } })).action).toBe('review')
  expect(diagnose(facts({ connection })).action).toBe('verify')
})
