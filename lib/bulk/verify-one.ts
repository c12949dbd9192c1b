import 'server-only'
import type { Ctx } from '../auth/context'
import { verifyConnection } from '../connections/verify-connection'
import type { ConnectionStatus } from '../connections/words'
import { AppError } from '../errors'
import type { ProviderError } from '../providers/types'
import type { BulkResult } from './words'

const RESULTS: Record<ConnectionStatus, BulkResult> = {
  active: 'works',
  expiring: 'works',
  needs_reauth: 'needs_reconnect',
  awaiting_2fa: 'needs_reconnect',
  needs_review: 'needs_review',
  disconnected: 'gone',
}

/** Reads one connection at the provider. Throws what the provider throws. */
export async function verifyOne(ctx: Ctx, connectionId: string): Promise<BulkResult> {
  try {
    return RESULTS[(await verifyConnection(ctx, { connectionId })).status]
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    if (error.code === 'not_found') return 'no_access'
    if (error.code === 'conflict') return 'gone'
    throw error
  }
}

/** What a provider's refusal means for a row. */
export function providerResult(error: ProviderError): BulkResult {
  if (error.kind === 'unavailable' || error.kind === 'invalid_response') return 'provider_unavailable'
  return error.kind === 'unauthorized_key' ? 'key_refused' : 'refused'
}
