import type { ProviderId } from './types'

/** How each provider writes its own name. */
export const PROVIDER_NAMES: Record<ProviderId, string> = {
  ofauth: 'OFAuth',
  onlyfansapi: 'OnlyFansAPI',
  onlyfanskit: 'OnlyFansKit',
}

/**
 * What becomes of the password that a provider gets, on its own page or from our form, as its documentation says.
 * `kept`: stored there encrypted, always. `by_choice`: stored only if the creator chooses so. `used`: nothing is said of storing it.
 */
export type CredentialUse = 'kept' | 'by_choice' | 'used'

export const CREDENTIAL_USE: Record<ProviderId, CredentialUse> = {
  ofauth: 'used',
  onlyfansapi: 'kept',
  onlyfanskit: 'by_choice',
}

/**
 * What becomes of reads with a connection that works while somebody logs in again. `stopped`: the provider refuses them until
 * that is done (OnlyFansAPI: 503).
 */
export const READS_WHILE_RENEWING: Record<ProviderId, 'go_on' | 'stopped'> = {
  ofauth: 'go_on',
  onlyfansapi: 'stopped',
  onlyfanskit: 'go_on',
}

/**
 * What a connection covers. `listed`: the permissions that the creator granted, one by one. `whole`: the provider acts
 * as the account's owner, and knows no permissions.
 */
export const ACCESS_SCOPE: Record<ProviderId, 'listed' | 'whole'> = {
  ofauth: 'listed',
  onlyfansapi: 'whole',
  onlyfanskit: 'whole',
}
