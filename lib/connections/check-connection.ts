import 'server-only'
import type { ProviderAdapter } from '../providers/adapter-types'
import { type Profile, ProviderError } from '../providers/types'
import type { StatusReason } from './words'

/** What one cheap read with a connection says about it. */
export type Check =
  | { result: 'proven'; profile: Profile | null }
  | { result: 'other_user'; profile: Profile }
  | { result: 'broken'; reason: StatusReason }
  /** Nothing is known: the provider could not be asked, or it refuses the key. Changes no status. */
  | { result: 'unknown'; error: ProviderError }

const BROKEN: Record<string, StatusReason> = {
  session_expired: 'session_expired',
  session_missing: 'session_missing',
  signed_out: 'signed_out',
}

/** Reads the profile with a connection and compares the OnlyFans user. Only an answer about *it* counts. */
export async function checkConnection(
  adapter: ProviderAdapter,
  held: { providerConnectionId: string; ofUserId: string },
): Promise<Check> {
  try {
    const profile = await adapter.access.profile(held.providerConnectionId)
    return profile.id === held.ofUserId ? { result: 'proven', profile } : { result: 'other_user', profile }
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error
    // The login works; this client app was just not granted the profile.
    if (error.detail === 'permission_missing') return { result: 'proven', profile: null }
    if (error.kind === 'reauth_required')
      return { result: 'broken', reason: BROKEN[error.detail ?? ''] ?? 'session_expired' }
    return { result: 'unknown', error }
  }
}
