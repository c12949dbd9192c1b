import 'server-only'
import { z } from 'zod'
import { systemDb } from '../system/db'
import type { SignedIn } from '../system/find-session'
import { auditAccount } from './account-audit'
import { newPassword, replacePassword } from './change-password'
import { writeSessionToken } from './next-auth'
import type { RequestFacts } from './request-facts'
import { renewSession } from './sessions'

export const changePasswordInput = z.strictObject({
  current: z.string().min(1, 'Enter your current password.').max(1_000, 'This is not your current password.'),
  next: newPassword,
})

/**
 * Changes the signed-in user's password: every other browser is signed out, and this one goes on under a new token.
 */
export async function changeOwnPassword(
  user: SignedIn,
  input: z.infer<typeof changePasswordInput>,
  { address, requestId }: RequestFacts,
): Promise<void> {
  const db = systemDb()
  const now = new Date()
  const { userId, sessionId } = user
  let token = ''
  await replacePassword(db, { userId, ...input, now, keep: sessionId }, async (tx) => {
    token = await renewSession(tx, sessionId, now)
    await auditAccount(tx, db, { userId, address, requestId, now }, 'account.password_changed')
  })
  await writeSessionToken(token)
}
