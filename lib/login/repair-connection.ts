import 'server-only'
import { and, desc, eq } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { connections } from '@/db/schema/connections'
import { linkSessions } from '@/db/schema/link-sessions'
import { type Ctx, inAgency } from '../auth/context'
import { requirePermission } from '../auth/permissions'
import { AppError, notFound } from '../errors'
import { enqueue } from '../jobs/enqueue'
import type { ReconnectInput } from '../link-sessions/input'
import { lockLinkSession } from '../link-sessions/move'
import { type ReconnectResult, startReconnect } from '../link-sessions/start-reconnect'
import { adapterFor, readProviderAccount } from '../provider-accounts/adapter-for'
import type { LoginDriver } from '../providers/login-types'
import { markUnderWay, sendLogin } from './begin-login'

type Input = ReconnectInput & { browser: string }
type Target = { accountId: string; remoteId: string; remembers: boolean; isTried: boolean }

/**
 * The press on *Reconnect*. Where the provider kept the credentials, it repairs the connection with them and nobody
 * types; if that leads nowhere, the same session's form asks for the login, and so does every press after it. A
 * connection that works already is verified instead. Elsewhere it starts a session as `startReconnect` does.
 */
export async function repairConnection(ctx: Ctx, input: Input): Promise<ReconnectResult> {
  requirePermission(ctx, 'connections.connect')
  const target = await inAgency(ctx, (tx) => readTarget(tx, ctx, input.connectionId))
  if (!target) throw notFound('connection')
  const { adapter } = await adapterFor(ctx, target.accountId)
  const { login } = adapter
  if (!login || !usesStored(login, target, input)) return startReconnect(ctx, input)
  const started = await startReconnect(ctx, { ...input, mode: login.mode })
  if (started.kind === 'started') await sendStored(ctx, started.linkSessionId, target.remoteId)
  return started
}

/** A provider that gives no choice keeps the credentials of every login. */
function usesStored(login: LoginDriver, target: Target, { mode }: Input): boolean {
  const isKept = target.remembers || !login.offersToRemember
  return login.reauthenticates && isKept && !target.isTried && (!mode || mode === login.mode)
}

async function readTarget(tx: Tx, ctx: Ctx, connectionId: string): Promise<Target | null> {
  const [row] = await tx
    .select()
    .from(connections)
    .where(and(eq(connections.agencyId, ctx.agency.id), eq(connections.id, connectionId)))
  const [last] = await tx
    .select({ method: linkSessions.loginMethod, state: linkSessions.state })
    .from(linkSessions)
    .where(and(eq(linkSessions.agencyId, ctx.agency.id), eq(linkSessions.connectionId, connectionId)))
    .orderBy(desc(linkSessions.createdAt))
    .limit(1)
  return row
    ? {
        accountId: row.providerAccountId,
        remoteId: row.providerConnectionId,
        remembers: row.remembersCredentials ?? false,
        isTried: last?.method === 'stored' && last.state !== 'completed',
      }
    : null
}

async function sendStored(ctx: Ctx, linkSessionId: string, remoteId: string): Promise<void> {
  const marked = await inAgency(ctx, async (tx) => {
    const row = await lockLinkSession(tx, ctx, linkSessionId)
    // The same press once more: what it began goes on.
    if (row?.state !== 'open' || row.logins > 0) return null
    await markUnderWay(tx, ctx, row, { method: 'stored', remembers: true })
    return { row, account: await readProviderAccount(tx, ctx, row.providerAccountId) }
  }).catch((error: unknown) => {
    // The form says so, and when the next login is free.
    if (error instanceof AppError && error.code === 'login_budget') return null
    throw error
  })
  if (!marked) return
  await sendLogin(ctx, marked.row, marked.account, (driver) => driver.reauthenticate(remoteId))
  await inAgency(ctx, async (tx) => {
    const row = await lockLinkSession(tx, ctx, linkSessionId)
    if (row?.outcomeCode === 'already_authenticated' && row.connectionId)
      await enqueue(tx, 'connection.verify', { agencyId: ctx.agency.id, connectionId: row.connectionId })
  })
}
