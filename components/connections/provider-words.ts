import type { ProviderId } from '@/lib/providers/types'

const NAMES: Partial<Record<string, string>> = { ofauth: 'OFAuth' }

/** How a provider writes its own name. */
export function providerName(id: ProviderId): string {
  return NAMES[id] ?? id
}
