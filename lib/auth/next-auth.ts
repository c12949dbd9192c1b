import 'server-only'
import { cookies } from 'next/headers'
import NextAuth, { AuthError, CredentialsSignin } from 'next-auth'
import { decode, encode } from 'next-auth/jwt'
import Credentials from 'next-auth/providers/credentials'
import { env } from '../env'
import { AppError } from '../errors'
import { logger } from '../logger'
import { systemDb } from '../system/db'
import { checkPassword } from './check-password'
import { requestFacts } from './request-facts'
import { openSession } from './sessions'

declare module 'next-auth' {
  interface User {
    sid?: string
  }
}

/** Carries a refusal of the sign-in verb through next-auth to the action. */
export class SignInRefused extends CredentialsSignin {
  readonly refusal: AppError
  constructor(refusal: AppError) {
    super()
    this.refusal = refusal
    this.code = refusal.code
  }
}

/** Called by next-auth with what the form sent; any refusal leaves as SignInRefused. */
async function authorize(input: Partial<Record<string, unknown>>) {
  const { address, userAgent } = await requestFacts()
  const now = new Date()
  try {
    const userId = await checkPassword(systemDb(), {
      email: input.email,
      password: input.password,
      address,
      now,
    })
    return { id: userId, sid: await openSession(systemDb(), { userId, address, userAgent, now }) }
  } catch (error) {
    if (error instanceof AppError) throw new SignInRefused(error)
    throw error
  }
}

const COOKIE_SECONDS = 24 * 3600
const isSecure = () => env().APP_ORIGIN.startsWith('https:')
const cookieName = () => (isSecure() ? '__Host-patchbay-session' : 'patchbay-session')
const cookieOptions = () => ({ httpOnly: true, sameSite: 'lax', path: '/', secure: isSecure() }) as const

/**
 * next-auth carries only a random session id in its encrypted cookie; who that is and what they may do is
 * read from the database on every request (`current-user.ts`). Built lazily, because a build has no secrets.
 */
export const { signIn, signOut } = NextAuth(() => {
  return {
    secret: env().AUTH_SECRET,
    // Our own addresses come from APP_ORIGIN and no redirect of next-auth is used, so its host check adds nothing.
    trustHost: true,
    session: { strategy: 'jwt', maxAge: COOKIE_SECONDS },
    cookies: {
      sessionToken: {
        name: cookieName(),
        options: cookieOptions(),
      },
    },
    pages: { signIn: '/sign-in', error: '/sign-in' },
    logger: {
      error: (error) => {
        // Refusals are answers, and what the sign-in action catches is logged there with its cause.
        const answered =
          error instanceof AuthError && ['CredentialsSignin', 'CallbackRouteError'].includes(error.type)
        if (!answered) logger.error({ err: error }, 'next-auth')
      },
      warn: () => {},
      debug: () => {},
    },
    providers: [Credentials({ credentials: { email: {}, password: {} }, authorize })],
    callbacks: {
      jwt: ({ token, user }) => {
        const sid = user?.sid ?? token.sid
        return typeof sid === 'string' ? { sid } : {}
      },
    },
  }
})

/**
 * The random session id in this browser's cookie; null when there is none, or it is forged or too old. Read
 * through `cookies()` and not `auth()`: that one looks at the headers of the request, so the page that is
 * rendered right after an action changed the cookie would still see the old one.
 */
export async function readSessionToken(): Promise<string | null> {
  const token = (await cookies()).get(cookieName())?.value
  if (!token) return null
  try {
    const claims = await decode({ token, secret: env().AUTH_SECRET, salt: cookieName() })
    return typeof claims?.sid === 'string' && claims.sid !== '' ? claims.sid : null
  } catch {
    return null
  }
}

/** Puts another session id into this browser's cookie, in the form that next-auth gives it; only in an action. */
export async function writeSessionToken(sid: string): Promise<void> {
  const value = await encode({
    token: { sid },
    secret: env().AUTH_SECRET,
    salt: cookieName(),
    maxAge: COOKIE_SECONDS,
  })
  const jar = await cookies()
  jar.set(cookieName(), value, { ...cookieOptions(), maxAge: COOKIE_SECONDS })
}
