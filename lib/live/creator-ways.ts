import 'server-only'
import type { Ctx } from '../auth/context'
import { currentUser } from '../auth/current-user'
import { requestFacts } from '../auth/request-facts'
import { readInviteToken } from '../connect/cookie'
import { openVisit } from '../connect/visit'
import { readPageToken } from '../creator-page/cookie'
import { pageTokenHash } from '../creator-page/creator-context'
import { hashToken } from '../crypto/random'
import { readHandoffToken } from '../handoffs/cookie'
import { handoffRequest, joinedHandoff } from '../handoffs/handoff-visit'
import { readBrowser } from '../link-sessions/browser-cookie'
import { appDb, systemDb } from '../system/db'
import { type CreatorPageRef, findBySession, findByUser } from '../system/find-creator-page'
import { findSessionById } from '../system/find-session'
import type { Way } from './creator-viewer'

type Facts = { requestId: string; address: string }

const asCreator = (ref: CreatorPageRef, { requestId, address }: Facts): Ctx => ({
  agency: { id: ref.agencyId, slug: ref.slug, name: ref.agencyName },
  actor: { kind: 'creator', creatorId: ref.creatorId },
  db: appDb(),
  requestId,
  address,
  now: () => new Date(),
})

/** By the link that this browser opened last. */
async function byLink(facts: Facts): Promise<Way[]> {
  const token = await readInviteToken()
  if (!token) return []
  const open = async () => {
    const visit = await openVisit({
      token,
      browser: null,
      userAgent: '',
      language: null,
      ...facts,
      appDb: appDb(),
      systemDb: systemDb(),
      now: () => new Date(),
    })
    return visit?.ctx ?? null
  }
  const ctx = await open()
  return ctx ? [{ agencyId: ctx.agency.id, open }] : []
}

/** On her own page that was opened with a code. */
async function byCode(facts: Facts): Promise<Way[]> {
  const token = await readPageToken()
  if (!token) return []
  const find = () => findBySession(systemDb(), pageTokenHash(token), new Date())
  const found = await find()
  if (!found) return []
  const open = async () => {
    const ref = await find()
    return ref && asCreator(ref, facts)
  }
  return [{ agencyId: found.agencyId, open }]
}

/** On her own pages that she opened by signing in. */
async function bySignIn(facts: Facts): Promise<Way[]> {
  const user = await currentUser()
  if (!user) return []
  const pages = await findByUser(systemDb(), user.userId)
  return pages.map(({ agencyId, creatorId }) => ({
    agencyId,
    open: async () => {
      if (!(await findSessionById(systemDb(), user.sessionId, new Date()))) return null
      const now = await findByUser(systemDb(), user.userId)
      const ref = now.find((page) => page.agencyId === agencyId && page.creatorId === creatorId)
      return ref ? asCreator(ref, facts) : null
    },
  }))
}

/** By the attempt of the team that this browser joined; nothing else of hers. */
async function byHandoff(): Promise<Way[]> {
  const token = await readHandoffToken()
  if (!token) return []
  const request = await handoffRequest(token, await readBrowser())
  const joined = await joinedHandoff(request)
  if (!joined) return []
  const { linkSessionId } = joined
  const open = async () => (await joinedHandoff(request))?.ctx ?? null
  return [{ agencyId: joined.ctx.agency.id, linkSessionId, open }]
}

/** What a browser may be known by, in the order of the ways. */
const marks = async () => [
  await readInviteToken(),
  await readPageToken(),
  (await currentUser())?.sessionId,
  await readHandoffToken(),
]

const nameOf = (known: (string | null | undefined)[]): string =>
  hashToken('live-name', known.map((value) => value ?? '').join(' ')).slice(0, 24)

/**
 * Everything that this browser may follow as a creator, from its cookies; and a name for counting its streams, made of
 * those cookies alone that open something, so that inventing others makes no further name.
 */
export async function creatorWays(): Promise<{ ways: Way[]; name: string }> {
  const { requestId, address } = await requestFacts()
  const facts = { requestId, address }
  const ways = await Promise.all([byLink(facts), byCode(facts), bySignIn(facts), byHandoff()])
  const opening = (await marks()).map((mark, at) => (ways[at]?.length ? mark : null))
  return { ways: ways.flat(), name: nameOf(opening) }
}

/**
 * Names what this browser follows without telling it: tabs with the same name share a stream, and another link or
 * person makes another name.
 */
export async function creatorName(): Promise<string> {
  return nameOf(await marks())
}
