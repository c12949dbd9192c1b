import type { MailProblem } from './words'

/** What went wrong, and whether another try can help. */
export type SendFailure = { problem: MailProblem; lasting: boolean; responseCode: number | null }

type SmtpError = { code?: unknown; responseCode?: unknown; command?: unknown }

/** "Authentication required", RFC 4954. */
const WANTS_LOGIN = 530

function refusedAt({ code, command, responseCode }: SmtpError): MailProblem {
  if (code === 'EAUTH' || responseCode === WANTS_LOGIN) return 'login_refused'
  if (command === 'RCPT TO') return 'address_refused'
  return command === 'MAIL FROM' ? 'sender_refused' : 'message_refused'
}

/** What a failed attempt means, from the codes of nodemailer and of the server; never from its text. */
export function sendFailure(error: unknown): SendFailure {
  const said: SmtpError = typeof error === 'object' && error !== null ? error : {}
  const responseCode = typeof said.responseCode === 'number' ? said.responseCode : null
  const failure = (problem: MailProblem, lasting: boolean) => ({ problem, lasting, responseCode })
  if (said.code === 'ETLS') return failure('tls_failed', false)
  if (responseCode !== null && responseCode >= 500) return failure(refusedAt(said), true)
  if (responseCode !== null && responseCode >= 400) return failure('put_off', false)
  if (said.code === 'EAUTH') return failure('login_refused', true)
  // Found wrong before it was sent: the address cannot be written into an envelope.
  if (said.code === 'EENVELOPE') return failure('bad_address', true)
  return failure('unreachable', false)
}
