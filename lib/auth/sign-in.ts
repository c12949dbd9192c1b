import 'server-only'
import { redirect } from 'next/navigation'
import { AuthError } from 'next-auth'
import { z } from 'zod'
import { systemDb } from '../system/db'
import { readSessionToken, SignInRefused, signIn, signOut } from './next-auth'
import { pendingSignIn } from './pending-sign-in'
import { returnPath, secondStepPath } from './return-path'
import { revokeByToken } from './sessions'

/** What the sign-in form sends. Lengths are checked later, so that the answer stays the same for all. */
export const signInInput = z.strictObject({
  email: z.string().trim().min(1, 'Enter your e-mail address.'),
  password: z.string().min(1, 'Enter your password.'),
  next: z.string().optional(),
})

/**
 * Opens a session for an e-mail and password and sets its cookie. Somebody with two-step sign-in still owes the
 * code: until then nobody is signed in, and `/sign-in` leads to the page that asks for it.
 * Throws `wrong_password`, `rate_limited` or `busy`; never tells whether an account exists.
 */
export async function openBrowserSession(input: { email: string; password: string }): Promise<void> {
  try {
    await signIn('credentials', { email: input.email, password: input.password, redirect: false })
  } catch (error) {
    if (error instanceof SignInRefused) throw error.refusal
    // next-auth wraps whatever else went wrong; the log wants to know what it was.
    throw (error instanceof AuthError && error.cause?.err) || error
  }
}

/**
 * Signs this browser in and leads to the page that it came for, or first to the second step. An earlier session of
 * this browser ends.
 */
export async function signInWithPassword(input: z.infer<typeof signInInput>): Promise<never> {
  const earlier = await readSessionToken()
  await openBrowserSession(input)
  if (earlier) await revokeByToken(systemDb(), earlier, new Date())
  redirect((await pendingSignIn()) ? secondStepPath(input.next) : returnPath(input.next))
}

/** Ends this browser's session in the database, one that owes its second step too, and removes its cookie. */
export async function closeBrowserSession(): Promise<void> {
  const token = await readSessionToken()
  if (token) await revokeByToken(systemDb(), token, new Date())
  await signOut({ redirect: false })
}

/** Signs this browser out, also when its session has ended already. */
export async function signOutHere(): Promise<never> {
  await closeBrowserSession()
  redirect('/sign-in?said=signed-out')
}
