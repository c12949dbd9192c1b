import 'server-only'
import { z } from 'zod'
import { systemDb } from '../system/db'
import type { SignedIn } from '../system/find-session'
import { newPassword, replacePassword } from './change-password'
import { openBrowserSession } from './sign-in'

export const changePasswordInput = z.strictObject({
  current: z.string().min(1, 'Enter your current password.').max(1_000, 'This is not your current password.'),
  next: newPassword,
})

/** Changes the signed-in user's password: every browser is signed out, and this one is signed in again. */
export async function changeOwnPassword(
  user: SignedIn,
  input: z.infer<typeof changePasswordInput>,
): Promise<void> {
  await replacePassword(systemDb(), { userId: user.userId, ...input, now: new Date() })
  await openBrowserSession({ email: user.email, password: input.next })
}
