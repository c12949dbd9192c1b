import 'server-only'
import { AppError } from '../errors'
import type { ProviderAccountRow } from '../provider-accounts/adapter-for'
import { systemDb } from '../system/db'
import { findHeldElsewhere } from '../system/find-held-elsewhere'

/** Throws `conflict` for a connection that is in use through another key, and does not say whose that is. */
export async function refuseHeldElsewhere(
  account: Pick<ProviderAccountRow, 'id' | 'provider'>,
  remote: { providerConnectionId: string; ofUserId: string },
): Promise<void> {
  const remotes = [{ id: remote.providerConnectionId, ofUserId: remote.ofUserId }]
  const { provider, id: providerAccountId } = account
  const held = await findHeldElsewhere(systemDb(), { provider, providerAccountId, remotes })
  if (held.size > 0)
    throw new AppError(
      'conflict',
      'This account is in use through another API key, so it is left alone here.',
    )
}
