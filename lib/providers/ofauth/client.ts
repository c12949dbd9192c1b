import type { AdapterConfig, AdapterDeps } from '../adapter-types'
import { createOfauthCaller } from './call'
import { type AccessClient, createAccessClient } from './client-access'
import { type AccountClient, createAccountClient } from './client-account'
import { createLinkClient, type LinkClient } from './client-link'
import { createWhitelabelClient, type WhitelabelClient } from './client-whitelabel'

export type OfauthClient = {
  link: LinkClient
  whitelabel: WhitelabelClient
  account: AccountClient
  access: AccessClient
}

/** The part of OFAuth's API that Patchbay speaks. Every method throws ProviderError and nothing else. */
export function createClient(config: AdapterConfig, deps: AdapterDeps): OfauthClient {
  const caller = createOfauthCaller(config, deps)
  return {
    link: createLinkClient(caller),
    whitelabel: createWhitelabelClient(caller),
    account: createAccountClient(caller),
    access: createAccessClient(caller),
  }
}
