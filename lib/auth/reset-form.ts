import 'server-only'
import { redirect } from 'next/navigation'
import { z } from 'zod'
import { systemDb } from '../system/db'
import { hitLimit, type Limit } from '../system/rate-limit'
import { newPassword } from './change-password'
import type { RequestFacts } from './request-facts'
import { dropResetToken, readResetToken } from './reset-cookie'
import { tooManyTries } from './too-many-tries'
import { type ResetView, resetPassword, viewReset } from './use-reset'

const PER_ADDRESS: Limit = { name: 'reset', max: 60, windowSeconds: 3600 }
const PAGE: Limit = { name: 'reset-page', max: 120, windowSeconds: 3600 }

export const resetPasswordInput = z.strictObject({ password: newPassword })

/** What the page shows, without a way to try tokens quickly. */
export async function readReset({ address }: Pick<RequestFacts, 'address'>): Promise<ResetView> {
  const now = new Date()
  const wait = await hitLimit(systemDb(), PAGE, address, now)
  return wait === null ? viewReset(systemDb(), await readResetToken(), now) : { state: 'unknown' }
}

/** The form behind a reset link: sets the password and leads to the sign-in page. */
export async function submitReset(
  input: z.infer<typeof resetPasswordInput>,
  { address, requestId }: RequestFacts,
): Promise<never> {
  const now = new Date()
  const wait = await hitLimit(systemDb(), PER_ADDRESS, address, now)
  if (wait !== null) throw tooManyTries(wait)
  const token = await readResetToken()
  await resetPassword(systemDb(), { token, password: input.password, requestId, address, now })
  await dropResetToken()
  redirect('/sign-in?said=password-reset')
}
