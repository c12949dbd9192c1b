import type { Ctx } from '../auth/context'

/**
 * Who stands before a login form or a challenge: a member of the team, a creator who came with an invite, or one who
 * joined the team's attempt with a hand-off. `browser` is this browser's cookie.
 */
export type Party = { ctx: Ctx; browser: string | null } & (
  | { side: 'team' }
  | { side: 'invite'; inviteId: string }
  | { side: 'handoff'; linkSessionId: string; handoffId: string }
)

/** The same context with the eyes of the agency, for what looks beyond one creator's rows. */
export const wide = (ctx: Ctx): Ctx => ({ ...ctx, actor: { kind: 'system' } })

/** A member of the team, in this browser. */
export const teamParty = (ctx: Ctx, browser: string | null): Party => ({ ctx, browser, side: 'team' })
