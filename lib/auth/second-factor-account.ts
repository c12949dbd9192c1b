import 'server-only'
import type { z } from 'zod'
import { systemDb } from '../system/db'
import type { SignedIn } from '../system/find-session'
import type { AccountCall } from './account-audit'
import { renewRecoveryCodes } from './recovery-store'
import type { RequestFacts } from './request-facts'
import { stepUp, type stepUpInput } from './step-up-proof'
import { confirmTotp, type confirmTotpInput, startTotp, type TotpSetup, turnOffTotp } from './totp-setup'

/** Recovery codes in plain text, on their only way to the person. */
export type RecoveryCodes = { codes: string[] }

const callOf = (user: SignedIn, { address, requestId }: RequestFacts): AccountCall => ({
  userId: user.userId,
  address,
  requestId,
  now: new Date(),
})

/** `startTotp` for the signed-in user. */
export function startOwnTotp(user: SignedIn, _input: unknown, facts: RequestFacts): Promise<TotpSetup> {
  return startTotp(systemDb(), user, callOf(user, facts))
}

/** `confirmTotp` for the signed-in user. */
export function confirmOwnTotp(
  user: SignedIn,
  input: z.infer<typeof confirmTotpInput>,
  facts: RequestFacts,
): Promise<RecoveryCodes> {
  return confirmTotp(systemDb(), user, input, callOf(user, facts))
}

/** `turnOffTotp` for the signed-in user. */
export function turnOffOwnTotp(user: SignedIn, _input: unknown, facts: RequestFacts): Promise<void> {
  return turnOffTotp(systemDb(), user, callOf(user, facts))
}

/** `renewRecoveryCodes` for the signed-in user. */
export function renewOwnRecoveryCodes(
  user: SignedIn,
  _input: unknown,
  facts: RequestFacts,
): Promise<RecoveryCodes> {
  return renewRecoveryCodes(systemDb(), user, callOf(user, facts))
}

/** `stepUp` for the signed-in user. */
export function stepUpHere(
  user: SignedIn,
  input: z.infer<typeof stepUpInput>,
  facts: RequestFacts,
): Promise<void> {
  return stepUp(systemDb(), user, input, callOf(user, facts))
}
