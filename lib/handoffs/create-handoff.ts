import 'server-only'
import { randomUUID } from 'node:crypto'
import type { Tx } from '@/db/client'
import { handoffs } from '@/db/schema/handoffs'
import { audit } from '../audit/audit'
import { addEvent } from '../audit/events'
import { actorId, type Ctx, inAgency } from '../auth/context'
import { AppError } from '../errors'
import { isLoginMode } from '../providers/types'
import { lockOwnAttempt } from './lock-own-attempt'
import { handoffOf } from './rows'
import { handoffTokenHash, handoffTokenOf, handoffUrl } from './tokens'

type Input = { linkSessionId: string; browser: string | null }

/**
 * A link by which the creator joins this very attempt on her own device, once. Asking again while nobody has joined
 * gives the same link. Throws `not_found` for everybody but the member who began the attempt, in that browser;
 * `conflict` in a hosted mode, when she has joined already, and when the attempt is over.
 */
export async function createHandoff(ctx: Ctx, input: Input): Promise<{ url: string }> {
  return inAgency(ctx, async (tx) => {
    const row = await lockOwnAttempt(tx, ctx, input)
    if (!isLoginMode(row.mode))
      throw new AppError(
        'conflict',
        'This login is given on the provider’s own page. Send the creator an invite instead.',
      )
    if (!['open', 'authenticating', 'challenge'].includes(row.state) || row.expiresAt <= ctx.now())
      throw new AppError('conflict', 'This login is over, so nobody can join it.')
    const existing = await handoffOf(tx, ctx, row.id)
    if (existing?.joinedAt)
      throw new AppError('conflict', 'The creator has joined already. Take it back first for a new link.')
    const id = existing?.id ?? (await insert(tx, ctx, row))
    return { url: handoffUrl(await handoffTokenOf(tx, ctx, id)) }
  })
}

async function insert(
  tx: Tx,
  ctx: Ctx,
  row: { id: string; connectionId: string | null; initiatedBy: string | null },
): Promise<string> {
  const id = randomUUID()
  const createdBy = actorId(ctx)
  if (!createdBy) throw new AppError('forbidden', 'Only a member of the team can do this.')
  await tx.insert(handoffs).values({
    id,
    agencyId: ctx.agency.id,
    linkSessionId: row.id,
    tokenHash: handoffTokenHash(await handoffTokenOf(tx, ctx, id)),
    createdBy,
    createdAt: ctx.now(),
  })
  await addEvent(tx, ctx, {
    kind: 'session.handoff_made',
    linkSessionId: row.id,
    connectionId: row.connectionId,
  })
  await audit(tx, ctx, { action: 'handoff.create', targetType: 'link_session', targetId: row.id, after: {} })
  return id
}
