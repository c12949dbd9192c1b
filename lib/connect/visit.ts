import 'server-only'
import { cache } from 'react'
import type { Db } from '@/db/client'
import type { Ctx } from '../auth/context'
import { requestFacts } from '../auth/request-facts'
import { chosenLanguage } from '../i18n/chosen-language'
import type { Locale } from '../i18n/locales'
import { inviteTokenHash } from '../invites/tokens'
import { readBrowser } from '../link-sessions/browser-cookie'
import { appDb, systemDb } from '../system/db'
import { findInvite } from '../system/find-invite'
import { hitLimit, type Limit } from '../system/rate-limit'
import { readInviteToken } from './cookie'

/** Somebody who came with an invite's link. Holding it makes them act as its creator, and as nobody else. */
export type Visit = {
  /** Acts as the creator: row-level security shows it nothing but her own rows. */
  ctx: Ctx
  systemDb: Db
  inviteId: string
  /** Of the token that they hold; an older one than the invite's own was rotated away. */
  rotation: number
  /** The cookie of this browser, null when it has none yet. */
  browser: string | null
  userAgent: string
  /** The language that she chose in this browser; null: the invite's holds. */
  language: Locale | null
}

/** Tokens that open nothing, per address. Generous, because many people may share one. */
const GUESSES: Limit = { name: 'invite.guess', max: 100, windowSeconds: 600 }

export type VisitRequest = {
  token: string | null
  browser: string | null
  userAgent: string
  language: Locale | null
  address: string
  requestId: string
  appDb: Db
  systemDb: Db
  now: () => Date
}

/** The visit that a token opens; null for a token that opens nothing, without a cause. */
export async function openVisit(request: VisitRequest): Promise<Visit | null> {
  const { token, address } = request
  if (!token) return null
  const now = request.now()
  const tokenHash = inviteTokenHash(token)
  const found = await findInvite(request.systemDb, { tokenHash, guesses: GUESSES, address, now })
  if (!found) {
    await hitLimit(request.systemDb, GUESSES, address, now)
    return null
  }
  return {
    ctx: {
      agency: { id: found.agencyId, slug: found.slug, name: found.agencyName },
      actor: { kind: 'creator', creatorId: found.creatorId },
      db: request.appDb,
      requestId: request.requestId,
      address,
      now: request.now,
    },
    systemDb: request.systemDb,
    inviteId: found.inviteId,
    rotation: found.rotation,
    browser: request.browser,
    userAgent: request.userAgent,
    language: request.language,
  }
}

/** The visit of this request, from its cookies. Read once per request. */
export const currentVisit = cache(async (): Promise<Visit | null> => {
  const { address, requestId, userAgent } = await requestFacts()
  return openVisit({
    token: await readInviteToken(),
    browser: await readBrowser(),
    userAgent,
    language: await chosenLanguage(),
    address,
    requestId,
    appDb: appDb(),
    systemDb: systemDb(),
    now: () => new Date(),
  })
})
