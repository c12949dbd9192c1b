import 'server-only'
import { cookies } from 'next/headers'
import { randomToken } from '../crypto/random'
import { env } from '../env'

const secure = () => env().APP_ORIGIN.startsWith('https:')
const name = () => (secure() ? '__Host-patchbay-browser' : 'patchbay-browser')

/** The random value that names this browser, or null when it has none yet. */
export async function readBrowser(): Promise<string | null> {
  const value = (await cookies()).get(name())?.value
  return value && /^[A-Za-z0-9_-]{43}$/.test(value) ? value : null
}

const MAX_AGE_S = 90 * 24 * 3600

/**
 * The `set-cookie` line that names a browser that has no name yet; null when it has one. Given with the link already:
 * two first requests at once would each name the browser, and the session of one of them would be lost to it.
 */
export async function newBrowserCookie(): Promise<string | null> {
  if (await readBrowser()) return null
  const attributes = ['Path=/', `Max-Age=${MAX_AGE_S}`, 'HttpOnly', 'SameSite=Lax']
  if (secure()) attributes.push('Secure')
  return [`${name()}=${randomToken()}`, ...attributes].join('; ')
}

/**
 * The same, made and set when missing; only in a server action. Lax, because the callback is a cross-site
 * top-level GET: Strict would be dropped there.
 */
export async function ensureBrowser(): Promise<string> {
  const existing = await readBrowser()
  if (existing) return existing
  const value = randomToken()
  const jar = await cookies()
  jar.set(name(), value, {
    httpOnly: true,
    sameSite: 'lax',
    secure: secure(),
    path: '/',
    maxAge: MAX_AGE_S,
  })
  return value
}
