import { expect, it } from 'vitest'
import { INVITE_STATES } from '@/lib/invites/states'
import { inviteStanding } from './state-words'

const FRESH = {
  state: 'open',
  purpose: 'connect',
  opened: 0,
  started: 0,
  uses: 0,
  maxUses: 1,
  askedAgainAt: null,
  mails: [],
} as const

it.each(INVITE_STATES)('%s has a title and a next step', (state) => {
  for (const askedAgainAt of [null, new Date()]) {
    const { title, next } = inviteStanding({ ...FRESH, mails: [], state, askedAgainAt })
    expect(title).toMatch(/^[A-Z]/)
    expect(next).toMatch(/\.$/)
  }
})

it('a creator who came with a replaced link gets the new one', () => {
  const asked = { ...FRESH, mails: [], askedAgainAt: new Date() }
  expect(inviteStanding(asked).next).toContain('Send them the new one')
  expect(inviteStanding({ ...asked, state: 'used_up' }).next).toContain('Make a new invite')
})

it('tells how far the creator came', () => {
  const titles = [
    inviteStanding({ ...FRESH, mails: [] }),
    inviteStanding({ ...FRESH, mails: [], opened: 1 }),
    inviteStanding({ ...FRESH, mails: [], opened: 1, started: 1 }),
    inviteStanding({ ...FRESH, mails: [], opened: 1, started: 1, uses: 1, maxUses: 3 }),
  ].map(({ title }) => title)
  expect(new Set(titles).size).toBe(4)
  expect(inviteStanding({ ...FRESH, mails: [], uses: 1, maxUses: 2 }).next).toContain('1 more time.')
})
