import 'server-only'
import type { Ctx } from '../auth/context'
import type { Viewer } from './stream'
import { visibleChanges } from './visible'

/** One way in which a creator follows something: by her link, on her own page, by a hand-off. */
export type Way = {
  agencyId: string
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

/** A creator's browser. She is told that something of hers changed, and not even what. */
export function creatorViewer(ways: Way[], userId: string | null): Viewer {
  let open: Ctx[] = []
  let last: number | null = null
  return {
    agencyIds: [...new Set(ways.map((way) => way.agencyId))],
    userId,
    async check() {
      const found = await Promise.all(ways.map((way) => way.open()))
      open = found.filter((ctx) => ctx !== null)
      const isLess = last !== null && open.length < last
      last = open.length
      if (open.length === 0) return 'no_access'
      return isLess ? 'less' : null
    },
    async topics(changes) {
      for (const ctx of open) {
        const { actor } = ctx
        const near = changes.filter(
          ({ table, creator }) =>
            RELEVANT.has(table) &&
            (creator === undefined || (actor.kind === 'creator' && actor.creatorId === creator)),
        )
        if (near.some(({ table, agency }) => table === 'creator_contacts' && agency === ctx.agency.id))
          return ['creator']
        if (near.length > 0 && (await visibleChanges(ctx, near)).length > 0) return ['creator']
      }
      return []
    },
  }
}
