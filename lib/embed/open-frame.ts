import 'server-only'
import { and, eq } from 'drizzle-orm'
import { linkSessions } from '@/db/schema/link-sessions'
import { type Ctx, inAgency } from '../auth/context'
import { requirePermission } from '../auth/permissions'
import { AppError, notFound } from '../errors'
import { isBoundTo } from '../link-sessions/browser'
import type { LinkSessionRow } from '../link-sessions/move'
import { resumeUrl } from '../link-sessions/resume'
import { adapterFor } from '../provider-accounts/adapter-for'
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
  if (!row) throw notFound('Link session')
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
