import 'server-only'
import { sql } from 'drizzle-orm'
import { connectionData } from '@/db/schema/connection-data'
import { type Ctx, inAgency } from '../auth/context'
import type { ProviderAdapter } from '../providers/adapter-types'
import { type Profile, ProviderError } from '../providers/types'
import { lockConnection } from './rows'

type Kind = 'profile' | 'counts' | 'earnings'
type Read = { kind: Kind; data: unknown; error: null } | { kind: Kind; data: null; error: string }

const DAY = 86_400_000

/** Days of earnings that the connection page draws. */
export const EARNINGS_DAYS = 90

async function attempt(kind: Kind, read: () => Promise<unknown>): Promise<Read> {
  try {
    return { kind, data: await read(), error: null }
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error
    return { kind, data: null, error: error.detail ?? error.kind }
  }
}

/**
 * Reads counts and earnings and stores them with the profile, each with its age. A failed read keeps the last
 * good copy and notes why it failed.
 * @param profile what the check just read; null when the permission is missing
 */
export async function refreshData(
  ctx: Ctx,
  adapter: ProviderAdapter,
  connection: { id: string; providerConnectionId: string },
  profile: Profile | null,
): Promise<void> {
  const now = ctx.now()
  const range = {
    from: new Date(now.getTime() - EARNINGS_DAYS * DAY).toISOString().slice(0, 10),
    to: now.toISOString().slice(0, 10),
  }
  const reads: Read[] = [
    profile
      ? { kind: 'profile', data: profile, error: null }
      : { kind: 'profile', data: null, error: 'permission_missing' },
    await attempt('counts', () => adapter.access.counts(connection.providerConnectionId)),
    await attempt('earnings', () => adapter.access.earnings(connection.providerConnectionId, range)),
  ]
  await inAgency(ctx, async (tx) => {
    const row = await lockConnection(tx, ctx, connection.id)
    // Disconnected, blocked or replaced while the provider was being asked: then this must not be kept.
    if (!row || row.endedAt || row.status === 'needs_review') return
    if (row.providerConnectionId !== connection.providerConnectionId) return
    for (const read of reads) {
      const good = read.error === null
      await tx
        .insert(connectionData)
        .values({
          agencyId: ctx.agency.id,
          connectionId: connection.id,
          kind: read.kind,
          data: good ? read.data : null,
          fetchedAt: good ? now : null,
          error: read.error,
          errorAt: good ? null : now,
        })
        .onConflictDoUpdate({
          target: [connectionData.agencyId, connectionData.connectionId, connectionData.kind],
          set: good
            ? { data: sql`excluded.data`, fetchedAt: now, error: null, errorAt: null }
            : { error: read.error, errorAt: now },
        })
    }
  })
}
