import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createTransport } from 'nodemailer'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { KEEP_MAILS, Mailbox } from './mail/mailbox'
import { TestBench } from './testing'

let bench: TestBench
beforeAll(async () => {
  bench = await TestBench.start()
})
afterAll(() => bench.stop())
beforeEach(async () => {
  await bench.control('DELETE', '/mails')
})

type Sent = { to: string; subject?: string; html?: string; text?: string; headers?: Record<string, string> }

function send(mail: Sent, at = bench) {
  const from = '"Northlight via Patchbay" <patchbay@demo.sandbox.com>'
  return createTransport(at.smtpUrl).sendMail({ from, subject: 'Hello', text: 'Text', ...mail })
}
const mails = async (to = '') =>
  (await bench.control('GET', `/mails?to=${encodeURIComponent(to)}`)).body.mails as Record<string, unknown>[]

describe('the mail server', () => {
  it('keeps what it takes, as it was sent', async () => {
    await send({
      to: 'jane@example.com',
      subject: 'Grüße, 王小明',
      html: '<p>Höi</p>',
      text: 'Höi',
      headers: { 'X-Patchbay-Kind': 'invite' },
    })
    const [mail] = await mails('JANE@')
    expect(mail).toMatchObject({
      from: 'patchbay@demo.sandbox.com',
      to: ['jane@example.com'],
      sender: 'Northlight via Patchbay <patchbay@demo.sandbox.com>',
      subject: 'Grüße, 王小明',
      html: '<p>Höi</p>\n',
      text: 'Höi\n',
    })
    expect(mail?.headers).toContainEqual({ key: 'x-patchbay-kind', value: 'invite' })
    expect(await mails('john@')).toEqual([])
  })

  it.each([
    ['anyone@bounce.sandbox.com', 550],
    ['anyone@BOUNCE.sandbox.com', 550],
    ['anyone@slow.sandbox.com', 451],
  ])('refuses %s with %i', async (to, code) => {
    await expect(send({ to })).rejects.toMatchObject({ responseCode: code })
    expect(await mails()).toEqual([])
  })

  it('takes no more than a megabyte, also from somebody who does not say so before', async () => {
    await expect(send({ to: 'a@example.com', text: 'x'.repeat(1_100_000) })).rejects.toMatchObject({
      responseCode: 552,
    })
    expect(await mails()).toEqual([])
  })

  it('listens on loopback only, and offers neither a login nor TLS', async () => {
    const { hostname, port } = new URL(bench.smtpUrl)
    expect(hostname).toBe('127.0.0.1')
    const said = await new Promise<string>((resolve, reject) => {
      let text = ''
      const socket = connect(Number(port), hostname)
      socket.on('data', (chunk) => {
        // Whoever talks before the greeting is sent away.
        if (text === '') socket.write('EHLO test\r\nQUIT\r\n')
        text += chunk.toString()
      })
      socket.once('close', () => resolve(text))
      socket.once('error', reject)
    })
    expect(said).toContain('SIZE 1048576')
    expect(said).not.toMatch(/AUTH|STARTTLS/)
  })

  it('forgets on order: one address, or all', async () => {
    await send({ to: 'a@example.com' })
    await send({ to: 'b@example.com' })
    await bench.control('DELETE', '/mails?to=a@example.com')
    expect((await mails()).map((mail) => mail.to)).toEqual([['b@example.com']])
    await bench.control('POST', '/reset')
    expect(await mails()).toEqual([])
  })

  it('shows its mails to nobody without the control token', async () => {
    expect((await bench.api('GET', '/__control/mails', { key: null })).status).toBe(401)
    expect((await bench.api('DELETE', '/__control/mails', { key: null })).status).toBe(401)
  })
})

describe('the mailbox page', () => {
  it('lists the newest first and finds an address', async () => {
    await send({ to: 'first@example.com', subject: 'One' })
    await send({ to: 'second@example.com', subject: 'Two' })
    const { text } = await bench.page('/mailbox')
    expect(text.indexOf('Two')).toBeLessThan(text.indexOf('One'))
    const found = (await bench.page('/mailbox?to=first')).text
    expect(found).toContain('One')
    expect(found).not.toContain('Two')
    expect((await bench.page('/mailbox?to=nobody')).text).toContain('No mail went to such an address.')
  })

  it('shows a mail as designed, as text, and its headers', async () => {
    await send({ to: 'a@example.com', html: '<p>Designed</p>', text: 'Plain <b>' })
    const [mail] = await mails()
    const page = await bench.page(`/mailbox/${mail?.id}`)
    expect(page.text).toContain(`src="/mailbox/${mail?.id}/body" sandbox="allow-popups`)
    expect(page.text).not.toContain('Designed')
    expect((await bench.page(`/mailbox/${mail?.id}?part=text`)).text).toContain('Plain &lt;b&gt;')
    expect((await bench.page(`/mailbox/${mail?.id}?part=headers`)).text).toContain('message-id')
    expect((await bench.page('/mailbox/999999')).status).toBe(404)
    expect((await bench.page('/mailbox/../../etc')).status).toBe(404)
  })

  it('runs nothing that a mail brings along, in its page or in ours', async () => {
    const nasty = '<script>alert(1)</script><img src=x onerror=alert(1)>'
    await send({ to: 'a@example.com', subject: nasty, html: nasty, text: nasty, headers: { 'X-A': nasty } })
    const [mail] = await mails()
    for (const path of [
      '/mailbox',
      `/mailbox/${mail?.id}`,
      `/mailbox/${mail?.id}?part=text`,
      `/mailbox/${mail?.id}?part=headers`,
    ])
      expect((await bench.page(path)).text, path).not.toMatch(/<script>alert|<img src=x/)
    const body = await bench.page(`/mailbox/${mail?.id}/body`)
    expect(body.text).toContain(nasty)
    const policy = body.headers.get('content-security-policy') ?? ''
    expect(policy).toContain("default-src 'none'")
    expect(policy).toContain('; sandbox allow-popups')
    expect(policy).not.toMatch(/script-src|allow-scripts|allow-same-origin|allow-forms/)
  })
})

describe('the mailbox', () => {
  const raw = (i: number) => Buffer.from(`From: a@example.com\r\nSubject: ${i}\r\n\r\n${i}`)

  it('keeps five hundred mails, over a new start too, for its owner’s eyes only', async () => {
    const dir = mkdtempSync(join(tmpdir(), 'patchbay-mailbox-'))
    const box = new Mailbox(dir)
    for (let i = 1; i <= KEEP_MAILS + 3; i += 1)
      await box.add({ from: 'a@example.com', to: ['b@example.com'] }, raw(i), '2026-06-15T12:00:00.000Z')
    expect(readdirSync(join(dir, 'mails'))).toHaveLength(KEEP_MAILS)
    expect(statSync(join(dir, 'mails', '4.json')).mode & 0o777).toBe(0o600)
    const again = new Mailbox(dir)
    expect(again.list()).toEqual(box.list())
    expect(again.list().at(-1)?.subject).toBe('4')
    const next = await again.add({ from: '', to: ['c@example.com'] }, raw(0), '2026-06-15T12:00:00.000Z')
    expect(next.id).toBe(KEEP_MAILS + 4)
    again.clear()
    expect(readdirSync(join(dir, 'mails'))).toEqual([])
    rmSync(dir, { recursive: true })
  })
})
