import type { AdapterConfig, AdapterDeps, ProviderAdapter } from '../adapter-types'

export function createOnlyfansapiAdapter(_config: AdapterConfig, _deps: AdapterDeps): ProviderAdapter {
  throw new Error('being written')
}
