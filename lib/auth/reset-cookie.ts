import 'server-only'
import { cookies } from 'next/headers'
import { env } from '../env'

const TOKEN = /^[A-Za-z0-9_-]{43}$/
const secure = () => env().APP_ORIGIN.startsWith('https:')
const name = () => (secure() ? '__Host-patchbay-reset' : 'patchbay-reset')
const options = () => ({ httpOnly: true, sameSite: 'lax', secure: secure(), path: '/' }) as const

/** The reset token that this browser opened a link with; null when there is none. */
export async function readResetToken(): Promise<string | null> {
  const value = (await cookies()).get(name())?.value
  return value && TOKEN.test(value) ? value : null
}

/** Keeps the token of an opened link for the page behind it, so that the address bar need not. */
export async function keepResetToken(token: string): Promise<void> {
  const jar = await cookies()
  if (TOKEN.test(token)) jar.set(name(), token, { ...options(), maxAge: 24 * 3600 })
  else jar.delete({ name: name(), ...options() })
}

/** Forgets it, once it is used. */
export async function dropResetToken(): Promise<void> {
  const jar = await cookies()
  jar.delete({ name: name(), ...options() })
}
