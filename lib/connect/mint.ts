import 'server-only'
import { and, eq } from 'drizzle-orm'
import { linkSessions } from '@/db/schema/link-sessions'
import { type Ctx, inAgency } from '../auth/context'
import { AppError } from '../errors'
import { isBoundTo } from '../link-sessions/browser'
import type { LinkSessionRow } from '../link-sessions/move'
import { resumeUrl } from '../link-sessions/resume'
import { endUpstream } from '../link-sessions/revoke'
import { callInit } from '../link-sessions/start-session'
import { adapterFor } from '../provider-accounts/adapter-for'
import { isLoginMode } from '../providers/types'
import type { Offer } from './offer'

const LOOKS = 40
const LOOK_MS = 250

/** What is to be done after the transaction that decided it. */
export type Plan =
  /** Go on where she was: at the provider's page, or with null in our own form. */
  | { kind: 'go'; url: string | null }
  /** The same press came a moment ago, and its page is just being opened. */
  | { kind: 'wait'; row: LinkSessionRow }
  /** Open a page at the provider for this row, after closing those that it replaces. */
  | { kind: 'mint'; row: LinkSessionRow; offer: Offer; replaced: LinkSessionRow[] }

export type Way = { url: string | null }

/** Carries out a plan. @returns where this browser goes now; null: it stays, for our own form */
export async function carryOut(ctx: Ctx, browser: string, plan: Plan): Promise<Way> {
  if (plan.kind === 'go') return { url: plan.url }
  if (plan.kind === 'wait') return waitForUrl(ctx, browser, plan.row.id)
  for (const row of plan.replaced) await endUpstream(ctx, row)
  const { account } = await adapterFor(ctx, plan.row.providerAccountId)
  const { country, region, city } = plan.row
  const { url } = await callInit(ctx, plan.row, account, {
    providerConnectionId: plan.offer.connection?.providerConnectionId ?? null,
    geolocation: country ? { country, state: region ?? undefined, city: city ?? undefined } : null,
  })
  if (!url && !isLoginMode(plan.row.mode))
    throw new AppError('conflict', 'This was stopped or taken over a moment ago. Look at the page again.')
  return { url }
}

/** A second press looks for the page that the first one opens, so that both lead to the same place. */
async function waitForUrl(ctx: Ctx, browser: string, linkSessionId: string): Promise<Way> {
  for (let look = 0; look < LOOKS; look += 1) {
    const [row] = await inAgency(ctx, (tx) =>
      tx
        .select()
        .from(linkSessions)
        .where(and(eq(linkSessions.agencyId, ctx.agency.id), eq(linkSessions.id, linkSessionId))),
    )
    const way = row && wayOn(row, browser)
    if (way) return way
    if (row?.state !== 'created') break
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS))
  }
  throw new AppError('busy', 'The login page is just being opened. Try again in a moment.')
}

/** Where a session that is open leads this browser; null when it leads nowhere. */
function wayOn(row: LinkSessionRow, browser: string): Way | null {
  if (isLoginMode(row.mode))
    return ['open', 'authenticating', 'challenge'].includes(row.state) ? { url: null } : null
  const url = resumeUrl(row, browser)
  return url ? { url } : null
}

/** How a session of this browser goes on without anything new at the provider; null when it does not. */
export function goOn(ctx: Ctx, row: LinkSessionRow, browser: string): Plan | null {
  if (!isBoundTo(browser, { linkSessionId: row.id, browserHash: row.browserHash })) return null
  if (row.state === 'created') return { kind: 'wait', row }
  const way = row.expiresAt > ctx.now() ? wayOn(row, browser) : null
  return way && { kind: 'go', ...way }
}
