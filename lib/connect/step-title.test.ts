import { expect, it } from 'vitest'
import { translator } from '../i18n/translate'
import { stepTitle } from './step-title'
import type { ConnectView } from './view'

const asker = { agencyName: 'Northlight', personName: null, logoUrl: null }
const common = {
  language: 'en' as const,
  asker,
  purpose: 'connect' as const,
  expectedUsername: null,
  providerName: 'OFAuth',
  isOurForm: false,
  isFramed: false,
  access: 'listed' as const,
  hasOwnPage: true,
  expiresAt: new Date(0),
}
const t = translator('en', 'connect')

it('names the step and who asks', () => {
  expect(stepTitle(t, { ...common, step: 'away', startedAt: new Date(0) })).toBe(
    'Go on at OFAuth · Northlight',
  )
  expect(stepTitle(t, { ...common, step: 'taken_over' })).toBe('Continued somewhere else · Northlight')
})

it('says on a repair that it is one', () => {
  const welcome: ConnectView = {
    ...common,
    step: 'welcome',
    purpose: 'reconnect',
    consent: { title: '', sections: [] },
    consentHash: '',
    elsewhere: false,
    lastOutcome: null,
    lastReference: null,
    canOpenPage: false,
    loginFreeAt: null,
    loginsLeft: null,
  }
  expect(stepTitle(t, welcome)).toBe('Reconnect your account · Northlight')
})

it('tells nothing of a link that is not known', () => {
  const closed = { step: 'closed', language: 'en', canAsk: false, asked: false, canOpenPage: false } as const
  expect(stepTitle(t, { ...closed, reason: 'unknown', asker: null })).toBe('This link is closed')
  expect(stepTitle(t, { ...closed, reason: 'paused', asker })).toBe('This link is closed · Northlight')
})
