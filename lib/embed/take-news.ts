import 'server-only'
import { and, eq } from 'drizzle-orm'
import { linkSessions } from '@/db/schema/link-sessions'
import { type Ctx, inAgency } from '../auth/context'
import { requirePermission } from '../auth/permissions'
import { takeHint } from '../link-sessions/handle-callback'
import { type LinkSessionRow, lockLinkSession } from '../link-sessions/move'
import { pollSession } from '../link-sessions/poll-session'
import { MOST_RENEWALS, renew } from '../link-sessions/renew'
import { callInit } from '../link-sessions/start-session'
import type { LinkState } from '../link-sessions/states'
import { wide } from '../login/party'
import { adapterFor } from '../provider-accounts/adapter-for'
import type { FrameView } from './frame-view'
import { connectionIdOf, frameOf, placeOf, readFramed } from './open-frame'
import type { FrameNews, FrameStep } from './protocol'

type Input = { linkSessionId: string; browser: string | null; news: FrameNews; step: FrameStep | null }

/** `frame` is there when the session was opened anew, because its page had run out. */
export type NewsResult = { state: LinkState; frame: FrameView | null }

/** For a member of the team: what the frame of their session said. The proof decides over all rows, as after a callback. */
export async function takeNews(ctx: Ctx, input: Input): Promise<NewsResult> {
  requirePermission(ctx, 'connections.connect')
  return newsOf(wide(ctx), await readFramed(ctx, input), input)
}

/**
 * Takes what a frame said as what it is: a nudge to ask the provider, like a callback. It comes from the bound browser, so
 * it counts as that browser's return. A session that the page does not know any more is opened anew, once.
 */
export async function newsOf(
  ctx: Ctx,
  row: LinkSessionRow,
  { news, step, browser }: Omit<Input, 'linkSessionId'>,
): Promise<NewsResult> {
  if (news === 'invalid_session') return openAnew(ctx, row, browser)
  await noteReturned(ctx, row)
  const isError = news === 'exit' && step === 'error'
  // What failed in such a page may be tried again in it: only the provider's own word ends the session.
  if (news === 'failed') await pollSession(ctx, row.id)
  else
    await takeHint(ctx, row.id, {
      status: news === 'success' ? 'success' : isError ? 'error' : 'cancelled',
      referenceId: row.referenceId,
      connectionId: null,
      code: news === 'success' ? null : isError ? 'other' : (step ?? 'other'),
    })
  return { state: await stateOf(ctx, row), frame: null }
}

/** The frame stands in the browser that began: whatever it says, that browser is there. */
async function noteReturned(ctx: Ctx, row: LinkSessionRow): Promise<void> {
  if (row.browserReturned) return
  await inAgency(ctx, (tx) =>
    tx
      .update(linkSessions)
      .set({ browserReturned: true })
      .where(and(eq(linkSessions.agencyId, ctx.agency.id), eq(linkSessions.id, row.id))),
  )
}

async function stateOf(ctx: Ctx, row: LinkSessionRow): Promise<LinkState> {
  const now = await inAgency(ctx, (tx) => lockLinkSession(tx, ctx, row.id))
  return now?.state ?? row.state
}

/** The page says that its session is over: asked first whether a login came of it, then made anew, once. */
async function openAnew(ctx: Ctx, row: LinkSessionRow, browser: string | null): Promise<NewsResult> {
  await pollSession(ctx, row.id)
  const fresh = await inAgency(ctx, async (tx) => {
    const locked = await lockLinkSession(tx, ctx, row.id)
    if (!locked || locked.renewals >= MOST_RENEWALS || !['open', 'expired'].includes(locked.state))
      return null
    return renew(tx, ctx, locked)
  })
  if (!fresh) return { state: await stateOf(ctx, row), frame: null }
  const { account } = await adapterFor(ctx, fresh.providerAccountId)
  const held = await inAgency(ctx, (tx) => connectionIdOf(tx, ctx, fresh))
  await callInit(ctx, fresh, account, {
    providerConnectionId: held,
    geolocation: placeOf(fresh),
  })
  const opened = await readFramed(ctx, { linkSessionId: row.id, browser })
  return { state: opened.state, frame: await frameOf(ctx, opened, browser) }
}
