import 'server-only'
import type { Ctx } from '../auth/context'
import { hashToken } from '../crypto/random'
import { AppError } from '../errors'
import { systemDb } from '../system/db'

/** What the row of an open page holds instead of its cookie. */
export const pageTokenHash = (token: string): string => hashToken('creator-page', token)

/** The same with the system's rights: for her address and codes, which the web's role may not write. */
export function withSystemRights(ctx: Ctx): Ctx {
  return { ...ctx, db: systemDb() }
}

/** The id of the creator that a context acts for. Throws `unauthenticated` for everybody else. */
export function creatorOf(ctx: Ctx): string {
  if (ctx.actor.kind !== 'creator')
    throw new AppError('unauthenticated', 'This page is closed. Open it again with a code.')
  return ctx.actor.creatorId
}
