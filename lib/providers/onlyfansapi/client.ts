import type { AdapterConfig, AdapterDeps } from '../adapter-types'
import { createOnlyfansapiCaller } from './call'
import { createLoginClient, type LoginClient } from './client-login'
import { createTeamClient, type TeamClient } from './client-team'

export type OnlyfansapiClient = { login: LoginClient; team: TeamClient }

/** The part of OnlyFansAPI's API that Patchbay speaks. Every method throws ProviderError and nothing else. */
export function createClient(config: AdapterConfig, deps: AdapterDeps): OnlyfansapiClient {
  const caller = createOnlyfansapiCaller(config, deps)
  return { login: createLoginClient(caller, config.baseUrl), team: createTeamClient(caller) }
}
