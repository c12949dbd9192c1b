import 'server-only'
import { and, eq, type SQL, sql } from 'drizzle-orm'
import { connections } from '@/db/schema/connections'
import { creators } from '@/db/schema/creators'
import { invites } from '@/db/schema/invites'
import { type Ctx, inAgency } from '../auth/context'
import { requirePermission } from '../auth/permissions'
import type { InviteListInput } from './input'
import { searchInvites } from './list-invites'
import type { InviteState } from './states'

const COUNT_CAP = 10_000

export type InviteCounts = Record<InviteState | 'all', number>

/** `inviteState` in SQL; a test holds the two together. */
const stateAt = (now: Date): SQL<InviteState> => sql<InviteState>`case
    when ${invites.revokedAt} is not null or ${connections.endedAt} is not null then 'revoked'
    when ${invites.uses} >= ${invites.maxUses} then 'used_up'
    when ${invites.expiresAt} <= ${now.toISOString()}::timestamptz then 'expired'
    when ${invites.pausedAt} is not null then 'paused'
    else 'open' end`

/** How many invites each state has under the same search and creator; a count stops at 10,000. */
export async function countInvites(ctx: Ctx, input: InviteListInput): Promise<InviteCounts> {
  requirePermission(ctx, 'invites.read')
  const rows = await inAgency(ctx, (tx) => {
    const capped = tx
      .select({ state: stateAt(ctx.now()).as('state') })
      .from(invites)
      .innerJoin(creators, and(eq(creators.agencyId, invites.agencyId), eq(creators.id, invites.creatorId)))
      .leftJoin(
        connections,
        and(eq(connections.agencyId, invites.agencyId), eq(connections.id, invites.connectionId)),
      )
      .where(
        and(
          eq(invites.agencyId, ctx.agency.id),
          input.q ? searchInvites(input.q) : undefined,
          input.creatorId ? eq(invites.creatorId, input.creatorId) : undefined,
        ),
      )
      .limit(COUNT_CAP)
      .as('capped')
    return tx
      .select({ state: capped.state, count: sql<number>`count(*)::int` })
      .from(capped)
      .groupBy(capped.state)
  })
  const counts: InviteCounts = { all: 0, open: 0, paused: 0, expired: 0, used_up: 0, revoked: 0 }
  for (const { state, count } of rows) {
    counts[state] = count
    counts.all += count
  }
  return counts
}
