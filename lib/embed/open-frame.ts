import 'server-only'
import { and, eq } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { connections } from '@/db/schema/connections'
import { linkSessions } from '@/db/schema/link-sessions'
import { type Ctx, inAgency } from '../auth/context'
import { requirePermission } from '../auth/permissions'
import { AppError, notFound } from '../errors'
import { isBoundTo } from '../link-sessions/browser'
import type { LinkSessionRow } from '../link-sessions/move'
import { resumeUrl } from '../link-sessions/resume'
import { adapterFor } from '../provider-accounts/adapter-for'
import type { Geolocation } from '../providers/types'
import type { FrameView } from './frame-view'

type Input = { linkSessionId: string; browser: string | null }

/** The embedded session that this browser began. Throws `not_found`, and `conflict` for any other browser or mode. */
export async function readFramed(ctx: Ctx, { linkSessionId, browser }: Input): Promise<LinkSessionRow> {
  const [row] = await inAgency(ctx, (tx) =>
    tx
      .select()
      .from(linkSessions)
      .where(and(eq(linkSessions.agencyId, ctx.agency.id), eq(linkSessions.id, linkSessionId))),
  )
  // What a creator began with her link is hers, also in this browser.
  if (!row || (row.inviteId !== null && ctx.actor.kind === 'user')) throw notFound('Link session')
  if (row.mode !== 'embed' || !isBoundTo(browser, { linkSessionId: row.id, browserHash: row.browserHash }))
    throw new AppError('conflict', 'This login cannot go on in this browser. Start a new one.')
  return row
}

/** The frame of a live session, for the browser that began it. Throws `conflict` when it cannot go on there. */
export async function frameOf(ctx: Ctx, row: LinkSessionRow, browser: string | null): Promise<FrameView> {
  const url = row.expiresAt > ctx.now() ? resumeUrl(row, browser) : null
  const { adapter } = await adapterFor(ctx, row.providerAccountId)
  const protocol = adapter.capabilities.embedProtocol
  if (!url || !protocol) throw new AppError('conflict', 'The login page has run out. Start again.')
  return { url, protocol }
}

/** For a member of the team: the frame of the session that this browser began. */
export async function openFrame(ctx: Ctx, input: Input): Promise<FrameView> {
  requirePermission(ctx, 'connections.connect')
  return frameOf(ctx, await readFramed(ctx, input), input.browser)
}

/** The provider's id of the connection that a session repairs. */
export async function connectionIdOf(tx: Tx, ctx: Ctx, row: LinkSessionRow): Promise<string | null> {
  if (!row.connectionId) return null
  const [held] = await tx
    .select({ id: connections.providerConnectionId })
    .from(connections)
    .where(and(eq(connections.agencyId, ctx.agency.id), eq(connections.id, row.connectionId)))
  return held?.id ?? null
}

/** Where the account usually logs in, as it was said when the session began. */
export function placeOf({ country, region, city }: LinkSessionRow): Geolocation | null {
  return country ? { country, state: region ?? undefined, city: city ?? undefined } : null
}
