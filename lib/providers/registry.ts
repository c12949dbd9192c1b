import type { AdapterConfig, AdapterDeps, ProviderAdapter } from './adapter-types'
import { createOfauthAdapter } from './ofauth/adapter'
import { createOnlyfansapiAdapter } from './onlyfansapi/adapter'
import { createOnlyfanskitAdapter } from './onlyfanskit/adapter'
import type { ProviderId } from './types'

const ADAPTERS: Record<ProviderId, (config: AdapterConfig, deps: AdapterDeps) => ProviderAdapter> = {
  ofauth: createOfauthAdapter,
  onlyfansapi: createOnlyfansapiAdapter,
  onlyfanskit: createOnlyfanskitAdapter,
}

/** Builds the adapter of a provider. Throws TypeError when the base URL is not an http(s) URL. */
export function createAdapter(id: ProviderId, config: AdapterConfig, deps: AdapterDeps): ProviderAdapter {
  return ADAPTERS[id](config, deps)
}
