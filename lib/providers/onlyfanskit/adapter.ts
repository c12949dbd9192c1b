import type { AdapterConfig, AdapterDeps, ProviderAdapter } from '../adapter-types'

export function createOnlyfanskitAdapter(_config: AdapterConfig, _deps: AdapterDeps): ProviderAdapter {
  throw new Error('being written')
}
