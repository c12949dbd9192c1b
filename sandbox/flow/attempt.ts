import type { Runtime } from '../runtime'
import type { LinkSession, Organisation, Outcome } from '../state/schema'

/** One login attempt with everything it touches. */
export type Attempt = { runtime: Runtime; organisation: Organisation; session: LinkSession }

/** Ends a session; what is not said of the outcome is an error without a code. */
export function finish(attempt: Attempt, status: LinkSession['status'], outcome: Partial<Outcome>): void {
  Object.assign(attempt.session, {
    status,
    screen: 'finished',
    readyAt: null,
    outcome: { status: 'error', step: null, errorCode: null, ...outcome } satisfies Outcome,
  })
  attempt.runtime.store.changed()
}
