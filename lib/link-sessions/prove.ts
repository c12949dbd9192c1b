import 'server-only'
import { and, eq } from 'drizzle-orm'
import { connections } from '@/db/schema/connections'
import { linkSessions } from '@/db/schema/link-sessions'
import { type Ctx, inAgency } from '../auth/context'
import { enqueue } from '../jobs/enqueue'
import { logger } from '../logger'
import { adapterFor } from '../provider-accounts/adapter-for'
import { noteProviderHealth } from '../provider-accounts/note-health'
import { type Proof, ProviderError } from '../providers/types'
import { type LinkSessionRow, lockLinkSession, moveLinkSession } from './move'
import { sessionRefOf } from './provider-session'
import { cameBackLate, settleProof } from './settle'
import { isLive, type LinkState } from './states'

/** Nothing that the provider says changes these any more. */
const SETTLED: LinkState[] = ['completed', 'dropped']

export type ProveResult = {
  state: LinkState
  /** What the provider said, when it did not prove anything. */
  reading: Extract<Proof, { result: 'pending' }>['reading'] | null
  /** Why the provider could not be asked. */
  failure: ProviderError['kind'] | null
}

/**
 * Asks the provider whether this session produced a connection, and settles it if so. Never throws for a
 * provider's failure: it comes back as `failure`, and nothing was changed.
 * @param deadlineMs how long all calls together may take
 */
export async function proveLinkSession(
  ctx: Ctx,
  linkSessionId: string,
  deadlineMs: number,
): Promise<ProveResult | null> {
  const loaded = await load(ctx, linkSessionId)
  if (!loaded) return null
  const { row, expected } = loaded
  const session = sessionRefOf(row)
  const settled = row.state === 'needs_review' ? !cameBackLate(row) : SETTLED.includes(row.state)
  if (!session || settled) return { state: row.state, reading: null, failure: null }
  const { account, adapter } = await adapterFor(ctx, row.providerAccountId)
  try {
    const proof = await adapter.prove({
      ...session,
      purpose: row.purpose,
      startedAt: row.openedAt ?? row.createdAt,
      expected,
      deadline: new Date(Date.now() + deadlineMs),
    })
    await noteProviderHealth(ctx, account.id, null)
    if (proof.result === 'pending') return { state: row.state, reading: proof.reading, failure: null }
    const state = await settleProof(ctx, row, proof)
    return { state: state ?? row.state, reading: null, failure: null }
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error
    logger.warn({ err: error, linkSessionId, requestId: ctx.requestId }, 'proof')
    await noteProviderHealth(ctx, account.id, error)
    return { state: row.state, reading: null, failure: error.kind }
  }
}

async function load(
  ctx: Ctx,
  id: string,
): Promise<{
  row: LinkSessionRow
  expected: { connectionId: string; referenceId: string | null } | null
} | null> {
  return inAgency(ctx, async (tx) => {
    const [row] = await tx
      .select()
      .from(linkSessions)
      .where(and(eq(linkSessions.agencyId, ctx.agency.id), eq(linkSessions.id, id)))
    if (!row) return null
    if (!row.connectionId) return { row, expected: null }
    const [connection] = await tx
      .select({ connectionId: connections.providerConnectionId, referenceId: connections.referenceId })
      .from(connections)
      .where(and(eq(connections.agencyId, ctx.agency.id), eq(connections.id, row.connectionId)))
    return { row, expected: connection ?? null }
  })
}

/** Moves a live session to `verifying` and queues the job that finishes it. */
export async function verifyLater(ctx: Ctx, linkSessionId: string): Promise<LinkState | null> {
  return inAgency(ctx, async (tx) => {
    const row = await lockLinkSession(tx, ctx, linkSessionId)
    if (!row) return null
    if (isLive(row.state) && row.state !== 'verifying') {
      await moveLinkSession(tx, ctx, row, 'verify', { challenge: null })
      await enqueue(tx, 'link-session.finish', { agencyId: ctx.agency.id, linkSessionId }, 2)
    }
    return row.state
  })
}
