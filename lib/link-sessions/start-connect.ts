import 'server-only'
import { randomUUID } from 'node:crypto'
import { and, eq } from 'drizzle-orm'
import { creators } from '@/db/schema/creators'
import { audit } from '../audit/audit'
import { actorId, type Ctx } from '../auth/context'
import { requirePermission } from '../auth/permissions'
import { notFound } from '../errors'
import { assignSelf } from '../team/assign-self'
import type { ConnectInput } from './input'
import { resumeUrl } from './resume'
import { callInit, type NewSession, openLinkSession, type Started } from './start-session'

/**
 * Starts a session that connects an account, for an existing creator or a new one. Calling it again with the same
 * idempotency key makes no second session and no second call to the provider.
 */
export async function startConnect(ctx: Ctx, input: ConnectInput & { browser: string }): Promise<Started> {
  requirePermission(ctx, 'connections.connect')
  const creatorId = input.creatorId ?? randomUUID()
  const session: NewSession = {
    idempotencyKey: input.idempotencyKey,
    purpose: 'connect',
    creatorId,
    connectionId: null,
    providerConnectionId: null,
    providerAccountId: input.providerAccountId ?? null,
    geolocation: input.country ? { country: input.country, state: input.state, city: input.city } : null,
    note: input.note,
    browser: input.browser,
    surface: input.surface ?? 'phone',
    askedMode: input.mode ?? null,
  }
  const opened = await openLinkSession(ctx, session, async (tx) => {
    if (input.creatorId) {
      const [found] = await tx
        .select({ id: creators.id })
        .from(creators)
        .where(and(eq(creators.agencyId, ctx.agency.id), eq(creators.id, creatorId)))
      if (!found) throw notFound('creator')
      return
    }
    const name = input.creatorName ?? ''
    await tx
      .insert(creators)
      .values({ id: creatorId, agencyId: ctx.agency.id, name, createdBy: actorId(ctx), createdAt: ctx.now() })
    await assignSelf(tx, ctx, creatorId)
    await audit(tx, ctx, {
      action: 'creator.create',
      targetType: 'creator',
      targetId: creatorId,
      after: { name },
    })
  })
  if (!opened.created)
    return { linkSessionId: opened.row.id, mode: opened.row.mode, url: resumeUrl(opened.row, input.browser) }
  return callInit(ctx, opened.row, opened.account, session)
}
