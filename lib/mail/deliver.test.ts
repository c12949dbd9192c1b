import type { AddressInfo } from 'node:net'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'
import { afterEach, describe, expect, it } from 'vitest'
import { deliver, type Letter } from './deliver'
import { sendFailure } from './smtp-problem'

const LETTER: Letter = {
  id: '6f1f1c1e-0000-4000-8000-000000000001',
  kind: 'invite',
  from: { name: 'Zoë, "Die" Agentur via Patchbay', address: 'patchbay@example.com' },
  replyTo: { name: 'Support', address: 'support@example.com' },
  to: 'jane@example.org',
  language: 'en',
  subject: 'Grüße',
  html: '<p>Hello</p>',
  text: 'Hello\n.\nFrom here on\n',
}

const servers: SMTPServer[] = []
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => new Promise<void>((done) => server.close(done))))
})

/** A mail server of its own, which keeps what it takes. */
async function serve(options: SMTPServerOptions): Promise<{ port: number; taken: string[] }> {
  const taken: string[] = []
  const server = new SMTPServer({
    disabledCommands: ['STARTTLS'],
    allowInsecureAuth: true,
    disableReverseLookup: true,
    logger: false,
    closeTimeout: 100,
    onAuth: ({ username, password }, _, callback) =>
      username === 'us@er' && password === 'p@ss:word'
        ? callback(null, { user: username })
        : callback(new Error('no')),
    onData: (stream, _, callback) => {
      let text = ''
      stream.on('data', (chunk: Buffer) => {
        text += chunk.toString()
      })
      stream.on('end', () => {
        taken.push(text)
        callback()
      })
    },
    ...options,
  })
  servers.push(server)
  server.on('error', () => {})
  const port = await new Promise<number>((resolve) => {
    const listener = server.listen(0, '127.0.0.1', () => resolve((listener.address() as AddressInfo).port))
  })
  return { port, taken }
}

const failureOf = (sending: Promise<void>) => sending.then(() => null, sendFailure)

describe('a mail server with a login', () => {
  it('takes a mail from whoever has it', async () => {
    const { port, taken } = await serve({})
    await deliver(`smtp://us%40er:p%40ss%3Aword@127.0.0.1:${port}`, LETTER)
    const [raw = ''] = taken
    expect(raw).toMatch(/^From: =\?UTF-8\?[^\n]*\r\n <patchbay@example\.com>\r\n/m)
    expect(raw).toMatch(/^Reply-To: Support <support@example\.com>\r\n/m)
    expect(raw).toContain(`Message-ID: <${LETTER.id}@example.com>`)
    expect(raw).toContain('multipart/alternative')
    expect(raw).not.toContain('p@ss')
  })

  it('refuses a wrong one, and none, for good', async () => {
    const { port, taken } = await serve({})
    const wrong = await failureOf(deliver(`smtp://user:wrong-password@127.0.0.1:${port}`, LETTER))
    const none = await failureOf(deliver(`smtp://127.0.0.1:${port}`, LETTER))
    for (const failure of [wrong, none])
      expect(failure).toMatchObject({ problem: 'login_refused', lasting: true })
    expect(taken).toEqual([])
  })

  it('gets no mail when it offers no login although there is one', async () => {
    const { port, taken } = await serve({ authOptional: true, disabledCommands: ['AUTH', 'STARTTLS'] })
    expect(await failureOf(deliver(`smtp://us%40er:x@127.0.0.1:${port}`, LETTER))).not.toBeNull()
    expect(taken).toEqual([])
  })
})

describe('a connection', () => {
  it('that nobody takes is tried again later', async () => {
    const failure = await failureOf(deliver('smtp://127.0.0.1:1', LETTER))
    expect(failure).toMatchObject({ problem: 'unreachable', lasting: false })
  })

  it('that should be safe is not used when it is not', async () => {
    const { port, taken } = await serve({ authOptional: true })
    const failure = await failureOf(deliver(`smtps://127.0.0.1:${port}`, LETTER))
    expect(failure).toMatchObject({ problem: 'unreachable', lasting: false })
    expect(taken).toEqual([])
  })
})
