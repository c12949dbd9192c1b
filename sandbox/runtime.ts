import type { SandboxConfig } from './config'
import type { CallLog } from './control/calls'
import type { Faults } from './control/faults'
import type { Windows } from './logins/windows'
import type { Mailbox } from './mail/mailbox'
import type { Store } from './state/store'
import type { Outbox } from './webhooks/outbox'
import type { RateLimiter } from './wire/rate-limit'

/** What every route of one sandbox shares. */
export type Runtime = {
  config: SandboxConfig
  store: Store
  calls: CallLog
  faults: Faults
  limiter: RateLimiter
  windows: Windows
  mailbox: Mailbox
  outbox: Outbox
  /** `http://127.0.0.1:<port>`; known once the server listens. */
  origin: string
}
