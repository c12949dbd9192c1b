import { AppError } from '../errors'
import type { Ctx } from './context'

/** How long a browser counts as proven after its password or code was given. */
export const STEP_UP_MINUTES = 10

/** True when the proof is at most ten minutes old, and not from the future. */
export function isSteppedUp(steppedUpAt: Date | null, now: Date): boolean {
  if (!steppedUpAt) return false
  const age = now.getTime() - steppedUpAt.getTime()
  return age >= 0 && age <= STEP_UP_MINUTES * 60_000
}

/** Throws `step_up_required` unless this browser has lately proven who sits there. */
export function requireFreshProof(steppedUpAt: Date | null, now: Date): void {
  if (!isSteppedUp(steppedUpAt, now))
    throw new AppError('step_up_required', 'Confirm that it is you, then this goes on.')
}

/**
 * Throws `step_up_required` unless the person at this browser gave their password or code within ten minutes.
 * The system has nobody to ask and passes; a creator has no session that could be stepped up and does not.
 */
export function requireStepUp(ctx: Pick<Ctx, 'actor' | 'now'>): void {
  if (ctx.actor.kind === 'system') return
  requireFreshProof(ctx.actor.kind === 'user' ? ctx.actor.steppedUpAt : null, ctx.now())
}
