import { expect, it } from 'vitest'
import { rowNotice } from './row-words'

const mail = (status: 'queued' | 'sent' | 'failed' | 'dropped', problem: string | null = null) =>
  rowNotice({ state: 'open', askedAgainAt: null, mail: { status, problem } })

it('says nothing when there is nothing to say', () => {
  expect(rowNotice({ state: 'open', askedAgainAt: null, mail: null })).toBeNull()
  expect(mail('dropped', 'invite_opened')).toBeNull()
})

it('a creator who waits comes before any mail', () => {
  const item = {
    state: 'expired',
    askedAgainAt: new Date(),
    mail: { status: 'failed', problem: 'unreachable' },
  } as const
  expect(rowNotice(item)).toMatchObject({ tone: 'warning', label: 'Asks for a new link' })
})

it('a mail that did not arrive is a danger, with its reason', () => {
  expect(mail('failed', 'address_refused')).toMatchObject({ tone: 'danger', label: 'Mail not delivered' })
  expect(mail('failed', 'address_refused')?.detail).toMatch(/spelling/)
  expect(mail('queued', 'put_off')).toMatchObject({ tone: 'warning' })
  expect(mail('queued')).toMatchObject({ tone: 'muted', label: 'Mail: being sent' })
  expect(mail('sent')).toMatchObject({ tone: 'muted', label: 'Mail: sent' })
})
