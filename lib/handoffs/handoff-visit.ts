import 'server-only'
import { cache } from 'react'
import type { Db } from '@/db/client'
import { type Ctx, inAgency } from '../auth/context'
import { requestFacts } from '../auth/request-facts'
import { isBoundTo } from '../link-sessions/browser'
import { readBrowser } from '../link-sessions/browser-cookie'
import type { Party } from '../login/party'
import { appDb, systemDb } from '../system/db'
import { findHandoff } from '../system/find-handoff'
import { hitLimit, type Limit } from '../system/rate-limit'
import { readHandoffToken } from './cookie'
import { handoffOf } from './rows'
import { HANDOFF_TOKEN, handoffTokenHash } from './tokens'

/** Tokens that open nothing, per address. Generous, because many people may share one. */
const GUESSES: Limit = { name: 'handoff.guess', max: 60, windowSeconds: 600 }

/** A creator's browser and the one attempt of the team that it joined. */
export type HandoffVisit = Extract<Party, { side: 'handoff' }>

export type HandoffRequest = {
  token: string | null
  browser: string | null
  address: string
  requestId: string
  appDb: Db
  systemDb: Db
  now: () => Date
}

/** The attempt that a token names, whoever joined it; null for a token that opens nothing, without a cause. */
export async function openHandoff(request: HandoffRequest): Promise<HandoffVisit | null> {
  const { token, address } = request
  if (!token || !HANDOFF_TOKEN.test(token)) return null
  const now = request.now()
  const look = { tokenHash: handoffTokenHash(token), guesses: GUESSES, address, now }
  const found = await findHandoff(request.systemDb, look)
  if (!found) {
    await hitLimit(request.systemDb, GUESSES, address, now)
    return null
  }
  const ctx: Ctx = {
    agency: { id: found.agencyId, slug: found.slug, name: found.agencyName },
    actor: { kind: 'creator', creatorId: found.creatorId },
    db: request.appDb,
    requestId: request.requestId,
    address,
    now: request.now,
  }
  const { linkSessionId, handoffId } = found
  return { ctx, browser: request.browser, side: 'handoff', linkSessionId, handoffId }
}

/** The same for the browser that joined: another one that holds the token gets nothing. */
export async function joinedHandoff(request: HandoffRequest): Promise<HandoffVisit | null> {
  const visit = await openHandoff(request)
  if (!visit) return null
  const { ctx, browser, linkSessionId, handoffId } = visit
  const row = await inAgency(ctx, (tx) => handoffOf(tx, ctx, linkSessionId))
  if (row?.id !== handoffId) return null
  return isBoundTo(browser, { linkSessionId, browserHash: row.browserHash }) ? visit : null
}

/** What this request's cookies and address make of a token. */
export async function handoffRequest(token: string | null, browser: string | null): Promise<HandoffRequest> {
  const { address, requestId } = await requestFacts()
  return { token, browser, address, requestId, appDb: appDb(), systemDb: systemDb(), now: () => new Date() }
}

/** The attempt that this browser joined, from its cookies; null when there is none. Read once per request. */
export const currentHandoff = cache(
  async (): Promise<HandoffVisit | null> =>
    joinedHandoff(await handoffRequest(await readHandoffToken(), await readBrowser())),
)
