import type { ProviderId } from '@/lib/providers/types'
import { PROVIDER_NAMES } from '@/lib/providers/words'

/** How a provider writes its own name. */
export function providerName(id: ProviderId): string {
  return PROVIDER_NAMES[id]
}

/** The providers, for choosing one. */
export const PROVIDERS = Object.entries(PROVIDER_NAMES).map(([id, name]) => ({ id, name }))
