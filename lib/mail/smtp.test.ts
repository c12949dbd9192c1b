import { describe, expect, it } from 'vitest'
import { backOff, MOST_ATTEMPTS } from './back-off'
import { isQuiet } from './quiet-hours'
import { smtpAddress } from './smtp-address'
import { sendFailure } from './smtp-problem'
import { DROP_REASONS, MAIL_PROBLEMS, mailProblemWords, mailStatusWords } from './words'

describe('SMTP_URL', () => {
  it('is read with its defaults', () => {
    expect(smtpAddress('smtp://mail.example.com')).toEqual({
      host: 'mail.example.com',
      port: 587,
      secure: false,
      requireTLS: true,
      auth: null,
    })
    expect(smtpAddress('smtps://us%40er:p%40%3Ass@mail.example.com')).toEqual({
      host: 'mail.example.com',
      port: 465,
      secure: true,
      requireTLS: false,
      auth: { user: 'us@er', pass: 'p@:ss' },
    })
  })

  it.each([
    ['smtp://mail.example.com:25', true],
    ['smtp://10.0.0.5:25', true],
    ['smtp://localhost.example.com', true],
    ['smtp://127.0.0.1:1025', false],
    ['smtp://localhost:1025', false],
    ['smtp://[::1]:1025', false],
  ])('%s: no further without TLS: %s', (url, required) => {
    expect(smtpAddress(url).requireTLS).toBe(required)
  })
})

describe('what a failure means', () => {
  it.each([
    [{ code: 'EENVELOPE', command: 'RCPT TO', responseCode: 550 }, 'address_refused', true],
    [{ code: 'EENVELOPE', command: 'RCPT TO', responseCode: 451 }, 'put_off', false],
    [{ code: 'EENVELOPE', command: 'MAIL FROM', responseCode: 553 }, 'sender_refused', true],
    [{ code: 'EMESSAGE', command: 'DATA', responseCode: 554 }, 'message_refused', true],
    [{ code: 'EMESSAGE', command: 'DATA', responseCode: 452 }, 'put_off', false],
    [{ code: 'EAUTH', command: 'AUTH PLAIN', responseCode: 535 }, 'login_refused', true],
    [{ code: 'EAUTH', command: 'AUTH PLAIN', responseCode: 454 }, 'put_off', false],
    [{ code: 'EAUTH', command: 'API' }, 'login_refused', true],
    [{ code: 'EENVELOPE', command: 'MAIL FROM', responseCode: 530 }, 'login_refused', true],
    [{ code: 'ETLS', responseCode: 502 }, 'tls_failed', false],
    [{ code: 'EENVELOPE', command: 'API' }, 'bad_address', true],
    [{ code: 'ECONNECTION' }, 'unreachable', false],
    [{ code: 'ECONNREFUSED' }, 'unreachable', false],
    [{ code: 'ETIMEDOUT' }, 'unreachable', false],
    [{ name: 'AbortError' }, 'unreachable', false],
    [null, 'unreachable', false],
    ['odd', 'unreachable', false],
  ])('%j', (error, problem, lasting) => {
    expect(sendFailure(error)).toMatchObject({ problem, lasting })
  })

  it('is tried again after 1, 5 and 30 minutes, 2 and 6 hours, and then no more', () => {
    const minutes = Array.from({ length: MOST_ATTEMPTS }, (_, i) => backOff(i + 1)).map(
      (ms) => ms && ms / 60_000,
    )
    expect(minutes).toEqual([1, 5, 30, 120, 360, null])
  })
})

describe('words', () => {
  it('stand for every problem and for every reason to send nothing', () => {
    for (const code of [...Object.keys(MAIL_PROBLEMS), ...Object.keys(DROP_REASONS)]) {
      const { label, detail } = mailProblemWords(code)
      expect(label).not.toBe('Unknown')
      expect(detail).toMatch(/[.]$/)
    }
    expect(mailProblemWords('of_a_newer_version').label).toBe('Unknown')
    expect(mailProblemWords('constructor').label).toBe('Unknown')
  })

  it('say what became of a mail', () => {
    expect(mailStatusWords('queued', null).label).toBe('Being sent')
    expect(mailStatusWords('queued', 'put_off').detail).toMatch(/tries again by itself/)
    expect(mailStatusWords('sent', null)).toEqual({ label: 'Sent', detail: null })
    expect(mailStatusWords('failed', 'not_configured').detail).toMatch(/SMTP_URL/)
    expect(mailStatusWords('dropped', 'invite_revoked').label).toBe('Not sent')
  })
})

describe('quiet hours', () => {
  it.each([
    ['2026-12-06T20:59:59Z', 'UTC', false],
    ['2026-12-06T21:00:00Z', 'UTC', true],
    ['2026-12-06T00:30:00Z', 'UTC', true],
    ['2026-12-06T08:59:00Z', 'UTC', true],
    ['2026-12-06T09:00:00Z', 'UTC', false],
    ['2026-12-06T13:00:00Z', 'America/Los_Angeles', true],
    ['2026-12-06T18:00:00Z', 'America/Los_Angeles', false],
    ['2026-12-06T13:00:00Z', 'Asia/Tokyo', true],
  ])('%s in %s: %s', (at, zone, quiet) => {
    expect(isQuiet(new Date(at), zone)).toBe(quiet)
  })
})
