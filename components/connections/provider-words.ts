import type { ProviderId } from '@/lib/providers/types'

const NAMES: Record<ProviderId, string> = { ofauth: 'OFAuth' }

/** How a provider writes its own name. */
export function providerName(id: ProviderId): string {
  return NAMES[id]
}

/** The providers, for choosing one. */
export const PROVIDERS = Object.entries(NAMES).map(([id, name]) => ({ id, name }))
