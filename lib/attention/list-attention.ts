import 'server-only'
import { type Ctx, inAgency } from '../auth/context'
import { may, requirePermission } from '../auth/permissions'
import type { AttentionGroup } from './items'
import { problemsOf } from './list-problems'
import { connectionGroups, type Freshness, freshnessOf } from './needy-connections'
import { inOrder } from './order'
import { askedGroup, deletionGroup, mailGroup, orphanGroup, reviewGroup } from './other-groups'
import { PROBLEM_CAUSES } from './words'

export type Attention = {
  /** Grouped by cause, the most pressing first; empty when nothing needs anybody. */
  groups: AttentionGroup[]
  /** All items of all groups, also those that are not read. */
  total: number
  freshness: Freshness
  canResolveOrphans: boolean
  /** The viewer may delete at the provider. */
  canRetry: boolean
}

/** Everything that needs somebody in this agency, as far as the viewer may see it. */
export async function listAttention(ctx: Ctx): Promise<Attention> {
  requirePermission(ctx, 'connections.read')
  return inAgency(ctx, async (tx) => {
    const problems = await problemsOf(ctx, tx)
    const groups = inOrder([
      ...PROBLEM_CAUSES.map((cause): AttentionGroup => {
        const mine = problems.filter((problem) => problem.problem === cause)
        return {
          cause,
          count: mine.length,
          items: mine.map((problem) => ({
            kind: 'problem',
            key: `${cause} ${problem.accountId}`,
            since: problem.since,
            high: false,
            problem,
          })),
        }
      }),
      await reviewGroup(ctx, tx),
      ...(await connectionGroups(ctx, tx)),
      await askedGroup(ctx, tx),
      await mailGroup(ctx, tx),
      await orphanGroup(ctx, tx),
      await deletionGroup(ctx, tx),
    ])
    return {
      groups,
      total: groups.reduce((sum, group) => sum + group.count, 0),
      freshness: await freshnessOf(ctx, tx),
      canResolveOrphans: may(ctx, 'orphans.resolve'),
      canRetry: may(ctx, 'connections.disconnect'),
    }
  })
}
