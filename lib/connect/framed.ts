import 'server-only'
import { and, eq } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { consents } from '@/db/schema/consents'
import { type Ctx, inAgency } from '../auth/context'
import type { FrameView } from '../embed/frame-view'
import { replaceFramed } from '../embed/leave-frame'
import { frameOf } from '../embed/open-frame'
import type { FrameNews, FrameStep } from '../embed/protocol'
import { type NewsResult, newsOf } from '../embed/take-news'
import { AppError } from '../errors'
import type { LinkSessionRow } from '../link-sessions/move'
import { lockOffer } from './lock-offer'
import { carryOut, type Plan } from './mint'
import { ownSession } from './sessions'
import type { Visit } from './visit'

const overHere = () =>
  new AppError('conflict', 'This cannot go on here. Look at the page again and continue from there.')

/** The session in a dialog that this browser began with its link. Throws `conflict` when there is none. */
async function ownFramed(visit: Visit): Promise<LinkSessionRow> {
  const { ctx, inviteId, browser } = visit
  const row = await inAgency(ctx, (tx) => ownSession(tx, ctx, inviteId, browser))
  if (row?.mode !== 'embed') throw overHere()
  return row
}

/** As the callback does: whoever comes back is known by the bound browser, and the proof decides over all rows. */
const asSystem = (ctx: Ctx): Ctx => ({ ...ctx, actor: { kind: 'system' } })

/** The provider's page for her dialog. Throws `conflict` when it has run out. */
export async function openOwnFrame(visit: Visit): Promise<FrameView> {
  return frameOf(visit.ctx, await ownFramed(visit), visit.browser)
}

/** What the dialog's page said: a nudge to ask the provider. */
export async function takeOwnNews(
  visit: Visit,
  { news, step }: { news: FrameNews; step: FrameStep | null },
): Promise<Pick<NewsResult, 'frame'>> {
  const row = await ownFramed(visit)
  const { frame } = await newsOf(asSystem(visit.ctx), row, { news, step, browser: visit.browser })
  return { frame }
}

/**
 * Out of a dialog that does not show: the same attempt on the provider's own page, in a session that takes her consent
 * along. Throws `conflict` where the provider has no such page, or the session or the link is over.
 */
export async function leaveOwnFrame(visit: Visit): Promise<void> {
  const { ctx, browser } = visit
  const framed = await ownFramed(visit)
  if (!browser) throw overHere()
  const plan = await inAgency(ctx, async (tx): Promise<Plan> => {
    const { offer, reason } = await lockOffer(tx, visit)
    if (reason || !offer.account) throw overHere()
    const { old, row } = await replaceFramed(tx, ctx, {
      linkSessionId: framed.id,
      account: offer.account,
      browser,
    })
    await takeConsentAlong(tx, ctx, old.id, row.id)
    return { kind: 'mint', row, offer, replaced: [old] }
  })
  await carryOut(ctx, browser, plan)
}

/** She agreed to the same text a moment ago: where the provider's page shows makes no difference to it. */
async function takeConsentAlong(tx: Tx, ctx: Ctx, from: string, to: string): Promise<void> {
  const given = await tx
    .select()
    .from(consents)
    .where(and(eq(consents.agencyId, ctx.agency.id), eq(consents.linkSessionId, from)))
  for (const { id: _, ...consent } of given)
    await tx.insert(consents).values({ ...consent, linkSessionId: to })
}
