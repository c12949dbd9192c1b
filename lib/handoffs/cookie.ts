import 'server-only'
import { cookies } from 'next/headers'
import { env } from '../env'
import { HANDOFF_TOKEN } from './tokens'

const secure = () => env().APP_ORIGIN.startsWith('https:')
const name = () => (secure() ? '__Host-patchbay-handoff' : 'patchbay-handoff')
/** Longer than any attempt lives. */
const MAX_AGE_S = 3 * 3600

/** The token of the attempt that this browser joined last, or null. */
export async function readHandoffToken(): Promise<string | null> {
  const value = (await cookies()).get(name())?.value
  return value && HANDOFF_TOKEN.test(value) ? value : null
}

/** Keeps the token in the browser that joined; only in a server action. */
export async function setHandoffToken(token: string): Promise<void> {
  const jar = await cookies()
  jar.set(name(), token, { httpOnly: true, sameSite: 'lax', secure: secure(), path: '/', maxAge: MAX_AGE_S })
}
