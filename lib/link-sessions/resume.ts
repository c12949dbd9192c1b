import 'server-only'
import { and, eq } from 'drizzle-orm'
import { linkSessions } from '@/db/schema/link-sessions'
import { type Ctx, inAgency } from '../auth/context'
import { requirePermission } from '../auth/permissions'
import { AppError, notFound } from '../errors'
import { isBoundTo } from './browser'
import type { LinkSessionRow } from './move'
import { unsealProviderSession } from './provider-session'

/** The provider's page of a live session, for the browser that started it; null for any other. */
export function resumeUrl(row: LinkSessionRow, browser: string | null): string | null {
  if (!['open', 'authenticating', 'challenge'].includes(row.state)) return null
  if (!isBoundTo(browser, { linkSessionId: row.id, browserHash: row.browserHash })) return null
  return unsealProviderSession(row)?.url ?? null
}

/** Sends the initiating browser back to the provider's page. Throws `conflict` when it cannot go on there. */
export async function resumeLinkSession(
  ctx: Ctx,
  input: { linkSessionId: string; browser: string | null },
): Promise<{ url: string }> {
  requirePermission(ctx, 'connections.connect')
  const row = await inAgency(ctx, async (tx) => {
    const [found] = await tx
      .select()
      .from(linkSessions)
      .where(and(eq(linkSessions.agencyId, ctx.agency.id), eq(linkSessions.id, input.linkSessionId)))
    return found
  })
  if (!row) throw notFound('Link session')
  const url = row.expiresAt > ctx.now() ? resumeUrl(row, input.browser) : null
  if (!url) throw new AppError('conflict', 'This session cannot go on in this browser. Start a new one.')
  return { url }
}
