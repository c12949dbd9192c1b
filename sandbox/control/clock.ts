import { z } from 'zod'
import { settle } from '../flow/engine'
import { settleLogins } from '../logins/engine'
import type { Runtime } from '../runtime'
import { runMonitor } from '../state/connections'

export const clockSchema = z.union([
  z.strictObject({
    advanceMs: z
      .number()
      .int()
      .min(0)
      .max(10 * 365 * 86_400_000),
  }),
  z.strictObject({ reset: z.literal(true) }),
])

/** Moves the sandbox's clock and lets everything happen that was due meanwhile. */
export function moveClock(runtime: Runtime, change: z.infer<typeof clockSchema>): void {
  const { store } = runtime
  if ('reset' in change) {
    store.state.clockOffsetMs = 0
    store.state.lastMonitorAt = Math.min(store.state.lastMonitorAt, store.now())
  } else {
    store.state.clockOffsetMs += change.advanceMs
  }
  store.changed()
  settle(runtime)
  settleLogins(runtime)
  runMonitor(runtime)
}
