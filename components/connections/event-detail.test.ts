import { describe, expect, it } from 'vitest'
import { EVENT_WORDS } from '@/lib/audit/words'
import { eventDetail } from './event-detail'

describe('eventDetail', () => {
  it('puts the step of a cancellation into words', () => {
    expect(eventDetail('session.cancelled', { code: '2fa' })).toBe(
      'Cancelled when the second factor was asked for.',
    )
  })

  it('explains a failed check without the code', () => {
    expect(eventDetail('connection.check_failed', { reason: 'unavailable' })).toBe(
      'The provider did not answer.',
    )
  })

  it('never shows a code that it does not know', () => {
    for (const kind of Object.keys(EVENT_WORDS)) {
      expect(eventDetail(kind, { code: 'x_code_x', error: 'x_code_x' }) ?? '').not.toContain('x_code_x')
    }
  })

  it('tells a rename', () => {
    expect(eventDetail('connection.renamed', { from: 'ann', to: 'anna' })).toBe('From @ann to @anna.')
  })

  it('tells until when an invite is valid now', () => {
    expect(eventDetail('invite.extended', { until: '2026-12-05T10:00:00.000Z' })).toBe(
      'Valid until 5 December 2026.',
    )
    for (const until of ['nonsense', '', null]) expect(eventDetail('invite.extended', { until })).toBeNull()
  })

  it('adds nothing to a line that says everything', () => {
    expect(eventDetail('session.completed', {})).toBeNull()
  })
})
