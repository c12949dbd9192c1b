import 'server-only'
import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { createTransport } from 'nodemailer'
import type { Options } from 'nodemailer/lib/mailer'
import { neverLog } from '../logger'
import { smtpAddress } from './smtp-address'

/** A mail as it goes out. `id` names it for ever: a second copy has the same Message-ID. */
export type Letter = {
  id: string
  kind: string
  from: { name: string; address: string }
  replyTo: { name: string; address: string } | null
  to: string
  language: string
  subject: string
  html: string
  text: string
}

const CONNECT_MS = 10_000
const WHOLE_MS = 30_000

/** The connection is our own, so that the deadline can end it wherever it is. */
async function openSocket(host: string, port: number): Promise<Socket> {
  const socket = connect({ host, port })
  // Whoever speaks over it hears of errors; between two listeners nobody would, and that ends a process.
  socket.on('error', () => {})
  try {
    await once(socket, 'connect', { signal: AbortSignal.timeout(CONNECT_MS) })
  } catch (error) {
    socket.destroy()
    throw error
  }
  return socket
}

function message(letter: Letter): Options {
  const domain = letter.from.address.slice(letter.from.address.lastIndexOf('@') + 1)
  return {
    from: letter.from,
    to: { name: '', address: letter.to },
    ...(letter.replyTo ? { replyTo: letter.replyTo } : {}),
    subject: letter.subject,
    html: letter.html,
    text: letter.text,
    messageId: `<${letter.id}@${domain}>`,
    textEncoding: 'quoted-printable',
    headers: {
      'Content-Language': letter.language,
      'Auto-Submitted': 'auto-generated',
      'X-Auto-Response-Suppress': 'All',
      'X-Patchbay-Kind': letter.kind,
    },
    disableFileAccess: true,
    disableUrlAccess: true,
  }
}

/**
 * Hands one mail to the mail server: connected within ten seconds, done within thirty. Throws what nodemailer throws;
 * `sendFailure` says what it means. Nothing is retried here.
 */
export async function deliver(smtpUrl: string, letter: Letter): Promise<void> {
  const { auth, host, port, requireTLS, secure } = smtpAddress(smtpUrl)
  if (auth) neverLog(auth.pass)
  const socket = await openSocket(host, port)
  const deadline = setTimeout(() => socket.destroy(), WHOLE_MS - CONNECT_MS)
  try {
    const transport = createTransport({
      host,
      port,
      secure,
      requireTLS,
      // On this machine a certificate proves nothing, and most servers there have none for it.
      ignoreTLS: !secure && !requireTLS,
      connection: socket,
      greetingTimeout: CONNECT_MS,
      socketTimeout: WHOLE_MS - CONNECT_MS,
      ...(auth ? { auth, forceAuth: true } : {}),
      logger: false,
    })
    await transport.sendMail(message(letter))
  } finally {
    clearTimeout(deadline)
    socket.destroy()
  }
}
