import 'server-only'
import { cache } from 'react'
import type { Ctx } from '../auth/context'
import { currentUser } from '../auth/current-user'
import { requestFacts } from '../auth/request-facts'
import { appDb, systemDb } from '../system/db'
import { type CreatorPageRef, findBySession, findByUser } from '../system/find-creator-page'
import { readPageToken } from './cookie'
import { pageTokenHash } from './creator-context'

/** Who stands before her own page: everything the verbs need, and how she got in. */
export type PageAccess = { ctx: Ctx; ref: CreatorPageRef; signedIn: boolean }

/** The pages that this browser may open: the one opened with a code, and those of the signed-in creator. */
export const openPages = cache(async (): Promise<{ ref: CreatorPageRef; signedIn: boolean }[]> => {
  const token = await readPageToken()
  const byCode = token ? await findBySession(systemDb(), pageTokenHash(token), new Date()) : null
  const user = await currentUser()
  const byUser = user ? await findByUser(systemDb(), user.userId) : []
  return [
    ...(byCode ? [{ ref: byCode, signedIn: false }] : []),
    ...byUser.filter((ref) => ref.creatorId !== byCode?.creatorId).map((ref) => ({ ref, signedIn: true })),
  ]
})

/**
 * The page of the agency that is named, or the first that is open; null when none is. The context acts as the
 * creator: row-level security shows it nothing but her own rows.
 */
export async function pageAccess(slug?: string | null): Promise<PageAccess | null> {
  const pages = await openPages()
  const found = slug ? pages.find(({ ref }) => ref.slug === slug) : pages[0]
  if (!found) return null
  return { ...found, ctx: await creatorContext(found.ref) }
}

/** A context that acts as one creator of one agency. */
export async function creatorContext(
  ref: Pick<CreatorPageRef, 'agencyId' | 'slug' | 'agencyName' | 'creatorId'>,
): Promise<Ctx> {
  const { requestId, address } = await requestFacts()
  return {
    agency: { id: ref.agencyId, slug: ref.slug, name: ref.agencyName },
    actor: { kind: 'creator', creatorId: ref.creatorId },
    db: appDb(),
    requestId,
    address,
    now: () => new Date(),
  }
}
