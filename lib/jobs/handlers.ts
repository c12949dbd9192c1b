import 'server-only'
import { and, asc, inArray, isNull, lt, or, sql } from 'drizzle-orm'
import type { Db } from '@/db/client'
import { linkSessions } from '@/db/schema/link-sessions'
import { providerAccounts } from '@/db/schema/provider-accounts'
import { providerDeletions } from '@/db/schema/provider-deletions'
import { rateLimits } from '@/db/schema/rate-limits'
import { sessions } from '@/db/schema/sessions'
import { inAgency } from '../auth/context'
import { runBulk } from '../bulk/run-bulk'
import { confirmDeletion } from '../connections/confirm-deletion'
import { diffConnections } from '../connections/diff-connections'
import { verifyConnection } from '../connections/verify-connection'
import { env } from '../env'
import { AppError } from '../errors'
import { probeAccount, queueProbes } from '../health/probe-account'
import { pollSession } from '../link-sessions/poll-session'
import { LIVE_STATES } from '../link-sessions/states'
import { logger } from '../logger'
import { dueReminders, remindCreator } from '../mail/remind-creators'
import { sendMail } from '../mail/send-mail'
import { reviveMails } from '../mail/sweep-mails'
import { runNotices } from '../notices/run-notices'
import { notePermissions } from '../provider-accounts/note-permissions'
import { ProviderError } from '../providers/types'
import { appDb } from '../system/db'
import { dropOldWebhooks } from '../webhooks/drop-old'
import { processWebhook } from '../webhooks/process-webhook'
import { enqueue } from './enqueue'
import type { JobData, QueueName } from './queues'
import { systemContext } from './system-context'

type Handler<Q extends QueueName> = (db: Db, data: JobData[Q]) => Promise<void>

const SWEEP_MOST = 500

/** Sessions that are asked about at the same time: one provider that is slow must not hold up all others. */
const SWEEP_AT_ONCE = 6

/** One failed row must not keep the others from their turn. */
async function each<T>(
  rows: T[],
  what: string,
  work: (row: T) => Promise<unknown>,
  atOnce = 1,
): Promise<void> {
  const left = rows.values()
  const take = async () => {
    for (const row of left)
      try {
        await work(row)
      } catch (error) {
        logger.error({ err: error }, what)
      }
  }
  await Promise.all(Array.from({ length: atOnce }, take))
}

const finish: Handler<'link-session.finish'> = async (db, data) => {
  const ctx = await systemContext(db, data.agencyId, 'finish')
  if (!ctx) return
  const state = await pollSession(ctx, data.linkSessionId, true)
  // Not yet: ask again soon. The sweep would too, once a minute; a person is looking at this one.
  if (state === 'verifying') await inAgency(ctx, (tx) => enqueue(tx, 'link-session.finish', data, 10))
}

const verify: Handler<'connection.verify'> = async (db, data) => {
  const ctx = await systemContext(db, data.agencyId, 'verify')
  if (!ctx) return
  try {
    await verifyConnection(ctx, data)
  } catch (error) {
    // Nobody is told: a disconnected row needs no check, and an unreachable provider has its own banner.
    if (!(error instanceof AppError) && !(error instanceof ProviderError)) throw error
  }
}

const confirm: Handler<'provider-deletion.confirm'> = async (db, data) => {
  const ctx = await systemContext(db, data.agencyId, 'delete')
  if (ctx) await confirmDeletion(ctx, data.deletionId)
}

const sweep: Handler<'link-sessions.sweep'> = async (db) => {
  const now = new Date()
  const due = await db
    .select({ id: linkSessions.id, agencyId: linkSessions.agencyId })
    .from(linkSessions)
    .where(
      and(
        inArray(linkSessions.state, [...LIVE_STATES]),
        or(
          isNull(linkSessions.lastCheckedAt),
          lt(linkSessions.lastCheckedAt, new Date(now.getTime() - 45_000)),
        ),
      ),
    )
    // Those that were never asked about come first.
    .orderBy(sql`${linkSessions.lastCheckedAt} asc nulls first`)
    .limit(SWEEP_MOST)
  const ask = async (row: (typeof due)[number]) => {
    const ctx = await systemContext(db, row.agencyId, 'sweep')
    if (ctx) await pollSession(ctx, row.id)
  }
  await each(due, 'sweep', ask, SWEEP_AT_ONCE)
  const owed = await db
    .select({ id: providerDeletions.id, agencyId: providerDeletions.agencyId })
    .from(providerDeletions)
    .where(and(isNull(providerDeletions.confirmedAt), lt(providerDeletions.nextAttemptAt, now)))
    .orderBy(asc(providerDeletions.nextAttemptAt))
    .limit(SWEEP_MOST)
  await each(owed, 'deletion', (row) => confirm(db, { agencyId: row.agencyId, deletionId: row.id }))
  // A new key: what it may do is asked at once, not with the next reading of the list.
  const unasked = await db
    .select({ id: providerAccounts.id, agencyId: providerAccounts.agencyId })
    .from(providerAccounts)
    .where(and(isNull(providerAccounts.permissions), isNull(providerAccounts.keyRefusedAt)))
    .limit(SWEEP_MOST)
  await each(unasked, 'permissions', async (row) => {
    const ctx = await systemContext(db, row.agencyId, 'permissions')
    if (ctx) await notePermissions(ctx, row.id)
  })
}

const diff: Handler<'connections.diff'> = async (db) => {
  const accounts = await db
    .select({ id: providerAccounts.id, agencyId: providerAccounts.agencyId })
    .from(providerAccounts)
    .orderBy(asc(providerAccounts.lastListedAt))
  await each(accounts, 'diff', async (account) => {
    const ctx = await systemContext(db, account.agencyId, 'diff')
    if (!ctx) return
    await diffConnections(ctx, account.id)
    await notePermissions(ctx, account.id)
  })
}

const list: Handler<'provider-account.list'> = async (db, data) => {
  const ctx = await systemContext(db, data.agencyId, 'list')
  if (ctx) await diffConnections(ctx, data.providerAccountId)
}

const probe: Handler<'provider-account.probe'> = async (db, data) => {
  const ctx = await systemContext(db, data.agencyId, 'probe')
  if (ctx) await probeAccount(ctx, data.providerAccountId)
}

const webhook: Handler<'webhook.process'> = async (db, data) => {
  const ctx = await systemContext(db, data.agencyId, 'webhook')
  if (ctx) await processWebhook(ctx, data.deliveryId)
}

const cleanup: Handler<'system.cleanup'> = async (db) => {
  const day = 86_400_000
  await db.delete(rateLimits).where(lt(rateLimits.windowEndsAt, new Date(Date.now() - day)))
  await dropOldWebhooks(db, new Date())
  await db.delete(sessions).where(lt(sessions.expiresAt, new Date(Date.now() - 30 * day)))
}

const bulk: Handler<'bulk.run'> = async (db, data) => {
  const ctx = await systemContext(db, data.agencyId, 'bulk')
  if (ctx) await runBulk(ctx, data.jobId, appDb())
}

const mail: Handler<'mail.send'> = async (db, data) => {
  const ctx = await systemContext(db, data.agencyId, 'mail')
  if (ctx) await sendMail(ctx, data.mailId)
}

const mails: Handler<'mails.sweep'> = async (db) => {
  const now = new Date()
  await reviveMails(db, now)
  // Without a mail server the one reminder of an invite is not to be spent.
  if (!env().SMTP_URL) return
  await each(await dueReminders(db, now), 'reminder', async (due) => {
    const ctx = await systemContext(db, due.agencyId, 'remind')
    if (ctx) await remindCreator(ctx, due.inviteId)
  })
}

const HANDLERS: { [Q in QueueName]: Handler<Q> } = {
  'link-session.finish': finish,
  'connection.verify': verify,
  'provider-deletion.confirm': confirm,
  'link-sessions.sweep': sweep,
  'connections.diff': diff,
  'webhook.process': webhook,
  'provider-account.list': list,
  'connections.probe': (db) => queueProbes(db, new Date()),
  'provider-account.probe': probe,
  'mail.send': mail,
  'mails.sweep': mails,
  'notices.alert': (db) => runNotices(db, 'instant'),
  'notices.digest': (db) => runNotices(db, 'daily'),
  'bulk.run': bulk,
  'system.cleanup': cleanup,
}

/** Runs one job; the queue's data is what `enqueue` typed. */
export function runJob<Q extends QueueName>(db: Db, queue: Q, data: JobData[Q]): Promise<void> {
  return HANDLERS[queue](db, data)
}
