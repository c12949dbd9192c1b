import { createOfauthAdapter } from './ofauth/adapter'
import type { AdapterConfig, AdapterDeps, ProviderAdapter, ProviderId } from './types'

const ADAPTERS: Record<ProviderId, (config: AdapterConfig, deps: AdapterDeps) => ProviderAdapter> = {
  ofauth: createOfauthAdapter,
}

/** Builds the adapter of a provider. Throws TypeError when the base URL is not an http(s) URL. */
export function createAdapter(id: ProviderId, config: AdapterConfig, deps: AdapterDeps): ProviderAdapter {
  return ADAPTERS[id](config, deps)
}
