import 'server-only'
import { and, eq } from 'drizzle-orm'
import { connections } from '@/db/schema/connections'
import { type Ctx, inAgency } from '../auth/context'
import { requirePermission } from '../auth/permissions'
import { AppError, notFound } from '../errors'
import { enqueue } from '../jobs/enqueue'
import type { ReconnectInput } from '../link-sessions/input'
import { lockLinkSession } from '../link-sessions/move'
import { type ReconnectResult, startReconnect } from '../link-sessions/start-reconnect'
import { adapterFor, readProviderAccount } from '../provider-accounts/adapter-for'
import { markUnderWay, sendLogin } from './begin-login'

type Input = ReconnectInput & { browser: string }

/**
 * Repairs a connection with the credentials that the provider kept: one press, and nobody types. Where it kept none, or
 * OnlyFans refuses them, the session's own form asks for the login. A connection that works already is verified instead.
 * Throws `not_found`; `conflict` where the provider cannot do this; `login_budget`.
 */
export async function startStoredReconnect(ctx: Ctx, input: Input): Promise<ReconnectResult> {
  requirePermission(ctx, 'connections.connect')
  const { connectionId } = input
  const [target] = await inAgency(ctx, (tx) =>
    tx
      .select({ accountId: connections.providerAccountId, remoteId: connections.providerConnectionId })
      .from(connections)
      .where(and(eq(connections.agencyId, ctx.agency.id), eq(connections.id, connectionId))),
  )
  if (!target) throw notFound('connection')
  const { adapter } = await adapterFor(ctx, target.accountId)
  if (!adapter.login?.reauthenticates)
    throw new AppError('conflict', 'This provider keeps no credentials to repair a connection with.')
  const started = await startReconnect(ctx, { ...input, mode: adapter.login.mode })
  if (started.kind !== 'started') return started
  const marked = await inAgency(ctx, async (tx) => {
    const row = await lockLinkSession(tx, ctx, started.linkSessionId)
    // The same press once more: what it began goes on.
    if (row?.state !== 'open' || row.logins > 0) return null
    await markUnderWay(tx, ctx, row, { method: 'stored', remembers: true })
    return { row, account: await readProviderAccount(tx, ctx, row.providerAccountId) }
  })
  if (!marked) return started
  await sendLogin(ctx, marked.row, marked.account, (driver) => driver.reauthenticate(target.remoteId))
  await inAgency(ctx, async (tx) => {
    const row = await lockLinkSession(tx, ctx, started.linkSessionId)
    if (row?.outcomeCode === 'already_authenticated')
      await enqueue(tx, 'connection.verify', { agencyId: ctx.agency.id, connectionId })
  })
  return started
}
