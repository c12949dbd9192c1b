import type { ProviderId } from './types'

/** How each provider writes its own name. */
export const PROVIDER_NAMES: Record<ProviderId, string> = {
  ofauth: 'OFAuth',
  onlyfansapi: 'OnlyFansAPI',
  onlyfanskit: 'OnlyFansKit',
}
