import { isLoopback } from '../env'

export type SmtpAddress = {
  host: string
  port: number
  /** TLS from the first byte on (smtps). */
  secure: boolean
  /** With smtp: no further without STARTTLS. Only on this machine itself it may go without. */
  requireTLS: boolean
  auth: { user: string; pass: string } | null
}

/** Reads SMTP_URL, which the environment has checked. */
export function smtpAddress(url: string): SmtpAddress {
  const { hostname, password, port, protocol, username } = new URL(url)
  const secure = protocol === 'smtps:'
  return {
    host: hostname.replace(/^\[|\]$/g, ''),
    port: port === '' ? (secure ? 465 : 587) : Number(port),
    secure,
    requireTLS: !secure && !isLoopback(url),
    auth: username === '' ? null : { user: decodeURIComponent(username), pass: decodeURIComponent(password) },
  }
}
