import 'server-only'
import { cookies } from 'next/headers'
import { env } from '../env'

const secure = () => env().APP_ORIGIN.startsWith('https:')
const name = () => (secure() ? '__Host-patchbay-creator' : 'patchbay-creator')

/** The token of a page that was opened with a code, or null. */
export async function readPageToken(): Promise<string | null> {
  const value = (await cookies()).get(name())?.value
  return value && /^[A-Za-z0-9_-]{43}$/.test(value) ? value : null
}

/** Sets it; only in a server action. Lax, so that a link in a mail leads to an open page. */
export async function setPageToken(token: string, expires: Date): Promise<void> {
  const jar = await cookies()
  jar.set(name(), token, { httpOnly: true, sameSite: 'lax', secure: secure(), path: '/', expires })
}

/** Takes it away; only in a server action. */
export async function clearPageToken(): Promise<void> {
  const jar = await cookies()
  jar.set(name(), '', { httpOnly: true, sameSite: 'lax', secure: secure(), path: '/', maxAge: 0 })
}
