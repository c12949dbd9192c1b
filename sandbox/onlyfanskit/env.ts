import type { World } from '../logins/world'
import type { WireEnv } from '../wire/env'

/** What a route finds once the key was accepted: the organisation's part at this provider. */
export type KitEnv = {
  Bindings: WireEnv['Bindings']
  Variables: WireEnv['Variables'] & { world: World }
}
