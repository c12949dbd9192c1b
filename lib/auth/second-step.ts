import 'server-only'
import { redirect } from 'next/navigation'
import { z } from 'zod'
import type { Db } from '@/db/client'
import { systemDb } from '../system/db'
import type { PendingSignIn } from '../system/find-pending-session'
import { auditAccount } from './account-audit'
import { writeSessionToken } from './next-auth'
import { pendingSignIn } from './pending-sign-in'
import { countRecoveryCodes } from './recovery-store'
import type { RequestFacts } from './request-facts'
import { returnPath } from './return-path'
import { checkSecondFactor } from './second-factor'
import { completeSession } from './sessions'

export const secondStepInput = z.strictObject({
  code: z.string().trim().min(1, 'Enter the code.').max(100, 'This is too long for a code.'),
  next: z.string().optional(),
})

type Step = { code: string; address: string; requestId: string; now: Date }

/**
 * Takes the code that a pending sign-in owes. Returns the session's new token; null when the session ended meanwhile.
 * Throws `wrong_code` or `rate_limited`.
 */
export async function takeSecondStep(db: Db, pending: PendingSignIn, step: Step): Promise<string | null> {
  const { userId, sessionId } = pending
  const used = await checkSecondFactor(db, { userId, sessionId, ...step })
  return db.transaction(async (tx) => {
    if (used === 'recovery')
      await auditAccount(tx, db, { userId, ...step }, 'account.recovery_code_used', {
        left: await countRecoveryCodes(tx, userId),
      })
    return completeSession(tx, sessionId, step.now)
  })
}

/** The second page of signing in: takes the code and leads to the page that this browser came for. */
export async function passSecondStep(
  input: z.infer<typeof secondStepInput>,
  facts: RequestFacts,
): Promise<never> {
  const pending = await pendingSignIn()
  const token =
    pending && (await takeSecondStep(systemDb(), pending, { ...facts, code: input.code, now: new Date() }))
  if (!token) redirect('/sign-in?said=too-late')
  await writeSessionToken(token)
  redirect(returnPath(input.next))
}
