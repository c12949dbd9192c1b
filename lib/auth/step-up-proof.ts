import 'server-only'
import { z } from 'zod'
import type { Db } from '@/db/client'
import type { SignedIn } from '../system/find-session'
import { type AccountCall, auditAccount } from './account-audit'
import { checkPassword } from './check-password'
import { checkSecondFactor } from './second-factor'
import { markSteppedUp } from './sessions'

export const stepUpInput = z.strictObject({
  proof: z.string().min(1, 'Enter it to go on.').max(1_000, 'This is too long.'),
})

/**
 * Proves again who sits at this browser: with a code where two-step sign-in is on, else with the password. Counts
 * against the same limits as signing in. Throws `wrong_password`, `wrong_code`, `rate_limited` or `busy`.
 */
export async function stepUp(
  db: Db,
  user: SignedIn,
  input: z.infer<typeof stepUpInput>,
  call: AccountCall,
): Promise<void> {
  const { address, now } = call
  const means = user.hasSecondFactor
    ? await checkSecondFactor(db, {
        userId: user.userId,
        sessionId: user.sessionId,
        code: input.proof,
        address,
        now,
      })
    : 'password'
  if (means === 'password')
    await checkPassword(db, { email: user.email, password: input.proof, address, now })
  await db.transaction(async (tx) => {
    await markSteppedUp(tx, user.sessionId, now)
    await auditAccount(tx, db, call, 'account.step_up', { means })
  })
}
