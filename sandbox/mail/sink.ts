import type { AddressInfo } from 'node:net'
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server'
import type { Runtime } from '../runtime'

const MOST_BYTES = 1024 * 1024

/** Addresses that no mail reaches, to see what becomes of it then. */
const REFUSED: { domain: string; code: number; says: string }[] = [
  { domain: 'bounce.sandbox.com', code: 550, says: '5.1.1 Nobody has this address' },
  { domain: 'slow.sandbox.com', code: 451, says: '4.7.1 Try again later' },
]

const answer = (code: number, says: string) => Object.assign(new Error(says), { responseCode: code })

function refusal(address: string): Error | null {
  const domain = address.slice(address.lastIndexOf('@') + 1).toLowerCase()
  const rule = REFUSED.find((one) => one.domain === domain)
  return rule === undefined ? null : answer(rule.code, rule.says)
}

async function readMessage(stream: SMTPServerDataStream): Promise<Buffer> {
  const parts: Buffer[] = []
  let bytes = 0
  for await (const part of stream) {
    bytes += part.length
    // Read to the end all the same: the answer comes after the message.
    if (bytes <= MOST_BYTES) parts.push(part)
  }
  if (bytes > MOST_BYTES) throw answer(552, '5.3.4 Message too big')
  return Buffer.concat(parts)
}

async function receive(runtime: Runtime, stream: SMTPServerDataStream, session: SMTPServerSession) {
  const raw = await readMessage(stream)
  const { mailFrom, rcptTo } = session.envelope
  const envelope = {
    from: mailFrom === false ? '' : mailFrom.address,
    to: rcptTo.map((recipient) => recipient.address),
  }
  const mail = await runtime.mailbox.add(envelope, raw, runtime.store.isoNow())
  return `Kept as message ${mail.id}`
}

/** A mail server that delivers nothing: what it takes can be read in the mailbox. Loopback only, without a login. */
export function createSink(runtime: Runtime): SMTPServer {
  const server = new SMTPServer({
    name: 'sandbox.localhost',
    banner: 'Patchbay sandbox',
    authOptional: true,
    // There is no certificate for this machine, and nothing to log in to.
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    logger: false,
    size: MOST_BYTES,
    maxClients: 50,
    socketTimeout: 30_000,
    closeTimeout: 500,
    onRcptTo: ({ address }, _session, callback) => callback(refusal(address)),
    onData: (stream, session, callback) => {
      receive(runtime, stream, session).then(
        (says) => callback(null, says),
        (error: Error) => callback(error),
      )
    },
  })
  server.on('error', (error: Error) => runtime.config.log?.(`sandbox: mail: ${error.message}`))
  return server
}

/** Listens on 127.0.0.1. @returns the port */
export function listenSink(server: SMTPServer, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const listener = server.listen(port, '127.0.0.1', () => {
      const address = listener.address() as AddressInfo
      resolve(address.port)
    })
    listener.once('error', reject)
  })
}
