import 'server-only'
import { cookies } from 'next/headers'
import { env } from '../env'
import { INVITE_TOKEN } from '../invites/tokens'

const secure = () => env().APP_ORIGIN.startsWith('https:')
const name = () => (secure() ? '__Host-patchbay-invite' : 'patchbay-invite')
const MAX_AGE_S = 90 * 24 * 3600

/** Has the form of a token and opens nothing: what a malformed link leaves, so that it looks like any other. */
const NO_TOKEN = '0'.repeat(43)

/** The token of the link that this browser opened last, or null. */
export async function readInviteToken(): Promise<string | null> {
  const value = (await cookies()).get(name())?.value
  return value && INVITE_TOKEN.test(value) ? value : null
}

/** Puts a link's token into this browser as if she had opened the link; only in a server action. */
export async function setInviteToken(token: string): Promise<void> {
  const jar = await cookies()
  jar.set(name(), token, { httpOnly: true, sameSite: 'lax', secure: secure(), path: '/', maxAge: MAX_AGE_S })
}

/**
 * The one answer to a link: the token moves from the address into a cookie, and the browser goes on to a clean
 * address. It looks nothing up, so a scanner may ask a thousand times, and nobody learns whether a token is good.
 * Lax, because the link is a cross-site top-level GET: Strict would be dropped there.
 * @param browserCookie a `set-cookie` line that names a new browser, or null
 */
export function answerLink(token: string, browserCookie: string | null = null): Response {
  const value = INVITE_TOKEN.test(token) ? token : NO_TOKEN
  const attributes = ['Path=/', `Max-Age=${MAX_AGE_S}`, 'HttpOnly', 'SameSite=Lax']
  if (secure()) attributes.push('Secure')
  const headers = new Headers({
    location: '/connect',
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
    'x-robots-tag': 'noindex, nofollow',
  })
  headers.append('set-cookie', [`${name()}=${value}`, ...attributes].join('; '))
  if (browserCookie) headers.append('set-cookie', browserCookie)
  return new Response(null, { status: 303, headers })
}
