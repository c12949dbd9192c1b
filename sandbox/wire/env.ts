import type { HttpBindings } from '@hono/node-server'
import type { Organisation } from '../state/schema'

/** What a wire route finds in its context: the key's organisation, after the key was accepted. */
export type WireEnv = {
  Bindings: Partial<HttpBindings>
  Variables: { apiKey: string; organisation: Organisation }
}
