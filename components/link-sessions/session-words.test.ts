import { describe, expect, it } from 'vitest'
import type { LinkSessionView } from '@/lib/link-sessions/get-link-session'
import { LINK_STATES } from '@/lib/link-sessions/states'
import { askedWords } from '@/lib/login/words'
import { sessionWords } from './session-words'

type Session = Parameters<typeof sessionWords>[0]

const base: Session = {
  state: 'open',
  purpose: 'connect',
  provider: 'ofauth',
  creator: { id: 'c', name: 'Jane' },
  attempt: null,
  startedBy: 'Ana',
  startedByMe: false,
  canResume: false,
  challenge: null,
  outcome: null,
  review: null,
  connection: null,
  callbackUrl: null,
  resultConnectionId: null,
}

describe('sessionWords', () => {
  it('says what happened in every state', () => {
    for (const state of LINK_STATES) {
      const words = sessionWords({ ...base, state })
      expect(words.title, state).not.toBe('')
      expect(words.what, state).not.toBe('')
    }
  })

  it('tells who can go on with an open session', () => {
    expect(sessionWords({ ...base, canResume: true }).next).toContain('continue below')
    expect(sessionWords({ ...base, startedByMe: true }).what).toContain('another browser')
    expect(sessionWords(base).what).toContain('Ana started this')
  })

  it('does not call a connection repaired that another account was kept instead of', () => {
    const connection = { id: 'a', ofUserId: '1', username: 'ann', displayName: 'Ann', avatarUrl: null }
    const done: Session = { ...base, state: 'completed', purpose: 'reconnect', connection }
    expect(sessionWords({ ...done, resultConnectionId: 'a' }).title).toBe('The connection works again')
    expect(sessionWords({ ...done, resultConnectionId: 'b' }).what).toContain('@ann was not reconnected')
  })

  it('counts the tries that are left', () => {
    const challenge: LinkSessionView['challenge'] = {
      kinds: ['sms'],
      hint: '42',
      attemptsLeft: 1,
      expiresAt: null,
    }
    const { what } = sessionWords({ ...base, state: 'challenge', challenge })
    expect(what).toBe(
      'The creator is asked for a code by SMS. It goes to the phone that ends in 42. 1 try is left.',
    )
  })

  it('does not show a kind that it does not know', () => {
    expect(askedWords(['sms', 'app', 'x_new'])).toBe(
      'a code by SMS, a code from the authenticator app or a second factor',
    )
    expect(askedWords([])).toBe('a second factor')
  })
})
