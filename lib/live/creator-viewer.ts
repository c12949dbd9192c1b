import 'server-only'
import type { Ctx } from '../auth/context'
import type { Change } from './change'
import type { Viewer } from './stream'
import { visibleChanges } from './visible'

/** One way in which a creator follows something: by her link, on her own page, by a hand-off. */
export type Way = {
  agencyId: string
  /** With a hand-off: the one attempt that it is about. */
  linkSessionId?: string
  /** Acts as the creator: row-level security shows it nothing but her own rows. Read anew each time; null: over. */
  open: () => Promise<Ctx | null>
}

const RELEVANT = new Set([
  'link_sessions',
  'invites',
  'connections',
  'handoffs',
  'provider_deletions',
  'creator_contacts',
])

/** True when a change may concern her, by what it says of itself; the row itself decides later. */
function isNear(change: Change, way: Way, ctx: Ctx): boolean {
  const { actor } = ctx
  if (change.agency !== ctx.agency.id || !RELEVANT.has(change.table)) return false
  if (change.creator && (actor.kind !== 'creator' || change.creator !== actor.creatorId)) return false
  if (!way.linkSessionId) return true
  return way.linkSessionId === (change.table === 'link_sessions' ? change.id : change.session)
}

/** A creator's browser. She is told that something of hers changed, and not even what. */
export function creatorViewer(ways: Way[], userId: string | null): Viewer {
  let open: { way: Way; ctx: Ctx }[] = []
  let last: number | null = null
  return {
    agencyIds: [...new Set(ways.map((way) => way.agencyId))],
    userId,
    async check() {
      const found = await Promise.all(ways.map(async (way) => ({ way, ctx: await way.open() })))
      open = found.flatMap(({ way, ctx }) => (ctx ? [{ way, ctx }] : []))
      const isLess = last !== null && open.length < last
      last = open.length
      if (open.length === 0) return 'no_access'
      return isLess ? 'less' : null
    },
    async topics(changes) {
      for (const { way, ctx } of open) {
        const near = changes.filter((change) => isNear(change, way, ctx))
        if (near.some(({ table }) => table === 'creator_contacts')) return ['creator']
        if (near.length > 0 && (await visibleChanges(ctx, near)).length > 0) return ['creator']
      }
      return []
    },
  }
}
