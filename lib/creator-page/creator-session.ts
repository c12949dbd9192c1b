import 'server-only'
import { and, eq, isNull } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { creatorSessions } from '@/db/schema/creator-sessions'
import { audit } from '../audit/audit'
import { type Ctx, inAgency } from '../auth/context'
import { randomToken } from '../crypto/random'
import { creatorOf, pageTokenHash, withSystemRights } from './creator-context'

const HOURS = 24

/** What the cookie will carry; the row holds only its hash. */
export type PageToken = { token: string; expiresAt: Date }

/** Opens her page for one browser, for a day. Needs the system's rights. */
export async function openCreatorSession(ctx: Ctx): Promise<PageToken> {
  const token = randomToken()
  const now = ctx.now()
  const expiresAt = new Date(now.getTime() + HOURS * 3_600_000)
  const creatorId = creatorOf(ctx)
  await inAgency(ctx, async (tx) => {
    await tx.insert(creatorSessions).values({
      agencyId: ctx.agency.id,
      creatorId,
      tokenHash: pageTokenHash(token),
      createdAt: now,
      expiresAt,
    })
    await audit(tx, ctx, { action: 'creator_page.open', targetType: 'creator', targetId: creatorId })
  })
  return { token, expiresAt }
}

/** Closes her page in every browser that opened it with a code. */
export async function closeCreatorSessions(ctx: Ctx): Promise<void> {
  await inAgency(withSystemRights(ctx), (tx) => closeSessionsInTx(tx, ctx))
}

/** The same within the caller's transaction, which needs the system's rights. */
export async function closeSessionsInTx(tx: Tx, ctx: Ctx): Promise<void> {
  await tx
    .update(creatorSessions)
    .set({ revokedAt: ctx.now() })
    .where(
      and(
        eq(creatorSessions.agencyId, ctx.agency.id),
        eq(creatorSessions.creatorId, creatorOf(ctx)),
        isNull(creatorSessions.revokedAt),
      ),
    )
}
