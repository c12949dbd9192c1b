import 'server-only'
import { and, asc, eq, gt, inArray, isNull, sql } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { connections } from '@/db/schema/connections'
import type { linkSessions } from '@/db/schema/link-sessions'
import { loginAttempts, loginOverrides } from '@/db/schema/login-attempts'
import { type Ctx, inAgency } from '../auth/context'
import { requirePermission } from '../auth/permissions'
import { AppError } from '../errors'
import { isLoginMode } from '../providers/types'
import { budgetView, type CountedLogin, countLogins, LOGIN_WINDOW_MS } from './count-logins'
import type { BudgetView } from './view'
import { MOST_LOGINS } from './words'

/** Whose login it is: the creator, and the OnlyFans user where one is to be repaired. */
export type LoginSubject = { creatorId: string; ofUserId: string | null }

type LinkSessionRow = typeof linkSessions.$inferSelect

/** Hosted modes count one login for each session, whatever the person does on the provider's page. */
const HOSTED = 'hosted'

/** Counts are never changed: one that is taken back has a line of its own beside it. */
const RETURNED = 'returned '

/**
 * Runs one read with the eyes of the agency: the same account may be tried through another creator or by somebody
 * whose rows this actor does not see. The caller's own limits hold again afterwards.
 */
async function widely<T>(tx: Tx, work: () => Promise<T>): Promise<T> {
  const [old] = await tx.execute<{ creator: string; assigned: string }>(
    sql`select coalesce(current_setting('app.creator_id', true), '') as creator,
      coalesce(current_setting('app.assigned_to', true), '') as assigned`,
  )
  const set = (creator: string, assigned: string) =>
    tx.execute(
      sql`select set_config('app.creator_id', ${creator}, true), set_config('app.assigned_to', ${assigned}, true)`,
    )
  await set('', '')
  const found = await work()
  await set(old?.creator ?? '', old?.assigned ?? '')
  return found
}

/** The logins of the window that may count for one subject; for null, all that the actor sees. */
async function loginsOf(
  tx: Tx,
  ctx: Ctx,
  subject: LoginSubject | null,
): Promise<(CountedLogin & { creatorId: string })[]> {
  const since = new Date(ctx.now().getTime() - LOGIN_WINDOW_MS).toISOString()
  const of = subject
    ? sql`and (a.creator_id = ${subject.creatorId} or a.of_user_id = ${subject.ofUserId} or r.of_user_id = ${subject.ofUserId})`
    : sql``
  const rows = await tx.execute<{ at: string; user: string | null; creator: string }>(sql`
    select a.at, a.creator_id as creator, coalesce(a.of_user_id, r.of_user_id, s.candidate->>'ofUserId') as user
      from login_attempts a
      join link_sessions s on s.agency_id = a.agency_id and s.id = a.link_session_id
      left join connections r on r.agency_id = s.agency_id and r.id = s.result_connection_id
     where a.agency_id = ${ctx.agency.id} and a.at > ${since}::timestamptz and a.ordinal not like ${`${RETURNED}%`}
       and not exists (select from login_attempts b
         where b.agency_id = a.agency_id and b.link_session_id = a.link_session_id and b.ordinal = ${RETURNED} || a.ordinal)
       ${of}
     order by a.at`)
  return [...rows].map((row) => ({ at: new Date(row.at), ofUserId: row.user, creatorId: row.creator }))
}

/** An admin's leave for one more login that nobody used yet. */
async function openOverride(tx: Tx, ctx: Ctx, creatorId: string): Promise<string | null> {
  const [row] = await tx
    .select({ id: loginOverrides.id })
    .from(loginOverrides)
    .where(
      and(
        eq(loginOverrides.agencyId, ctx.agency.id),
        eq(loginOverrides.creatorId, creatorId),
        isNull(loginOverrides.usedAt),
        gt(loginOverrides.expiresAt, ctx.now()),
      ),
    )
    .orderBy(asc(loginOverrides.expiresAt))
    .limit(1)
  return row?.id ?? null
}

/** How many logins an account has left; also when they are used up. */
export async function loginBudget(tx: Tx, ctx: Ctx, subject: LoginSubject): Promise<BudgetView> {
  return widely(tx, async () => {
    const times = countLogins(await loginsOf(tx, ctx, subject), subject.ofUserId)
    return budgetView(times, (await openOverride(tx, ctx, subject.creatorId)) !== null)
  })
}

/** The same for a page of the console. */
export async function getLoginBudget(ctx: Ctx, subject: LoginSubject): Promise<BudgetView> {
  requirePermission(ctx, 'connections.read')
  return inAgency(ctx, (tx) => loginBudget(tx, ctx, subject))
}

/** How many logins are left for a new account of each creator, by id; those who have all of them are left out. */
export async function listLoginsLeft(ctx: Ctx): Promise<Record<string, number>> {
  requirePermission(ctx, 'connections.read')
  const logins = await inAgency(ctx, (tx) => loginsOf(tx, ctx, null))
  const creators = [...new Set(logins.map((login) => login.creatorId))]
  return Object.fromEntries(
    creators.map((id) => {
      const own = logins.filter((login) => login.creatorId === id)
      return [id, Math.max(0, MOST_LOGINS - countLogins(own, null).length)]
    }),
  )
}

/** Two browsers at once count one after the other: by creator first, then by OnlyFans user. */
async function lockBudget(tx: Tx, ctx: Ctx, { creatorId, ofUserId }: LoginSubject): Promise<void> {
  for (const subject of [`creator ${creatorId}`, ofUserId && `user ${ofUserId}`])
    if (subject)
      await tx.execute(
        sql`select pg_advisory_xact_lock(hashtextextended(${`login ${ctx.agency.id} ${subject}`}, 0))`,
      )
}

/**
 * Lets one more login through, or throws `login_budget`. With the budget spent it takes an admin's override, which
 * works once. The budget stays locked until the transaction ends.
 */
export async function allowLogin(
  tx: Tx,
  ctx: Ctx,
  subject: LoginSubject,
  at: Date = ctx.now(),
): Promise<void> {
  await lockBudget(tx, ctx, subject)
  const budget = await loginBudget(tx, ctx, subject)
  if (!budget.freeAt) return
  const override = await openOverride(tx, ctx, subject.creatorId)
  if (!override) throw budgetSpent(ctx, budget)
  await tx
    .update(loginOverrides)
    .set({ usedAt: at })
    .where(and(eq(loginOverrides.agencyId, ctx.agency.id), eq(loginOverrides.id, override)))
}

/** Throws `login_budget` when the next login would be refused; spends nothing. */
export async function requireLogin(tx: Tx, ctx: Ctx, subject: LoginSubject): Promise<void> {
  const budget = await loginBudget(tx, ctx, subject)
  if (budget.freeAt && !budget.overridden) throw budgetSpent(ctx, budget)
}

function budgetSpent(ctx: Ctx, { freeAt, most }: BudgetView): AppError {
  const wait = Math.max(1, Math.ceil(((freeAt ?? ctx.now()).getTime() - ctx.now().getTime()) / 1000))
  const hours = Math.ceil(wait / 3600)
  return new AppError(
    'login_budget',
    `OnlyFans saw ${most} logins of this account in 24 hours, and one more could lock it. The next one is free in about ${
      hours === 1 ? 'an hour' : `${hours} hours`
    }. An admin can allow one more, with a reason.`,
    { retryAfter: wait },
  )
}

/** The account that a session logs in to: known on reconnect, else null. */
export async function subjectOf(
  tx: Tx,
  ctx: Ctx,
  row: { creatorId: string; connectionId: string | null },
): Promise<LoginSubject> {
  const { creatorId, connectionId } = row
  if (!connectionId) return { creatorId, ofUserId: null }
  const [connection] = await tx
    .select({ ofUserId: connections.ofUserId })
    .from(connections)
    .where(and(eq(connections.agencyId, ctx.agency.id), eq(connections.id, connectionId)))
  return { creatorId, ofUserId: connection?.ofUserId ?? null }
}

/** Counts a login of our own form, before its first byte is sent. Throws `login_budget`. */
export async function spendLogin(tx: Tx, ctx: Ctx, row: LinkSessionRow): Promise<void> {
  const subject = await subjectOf(tx, ctx, row)
  const at = ctx.now()
  await allowLogin(tx, ctx, subject, at)
  await count(tx, ctx, row, subject, String(row.logins + 1), at)
}

/** Takes back the count of the last login, and the override that let it through: OnlyFans never saw it. */
export async function returnLogin(tx: Tx, ctx: Ctx, row: LinkSessionRow): Promise<void> {
  const subject = await subjectOf(tx, ctx, row)
  await lockBudget(tx, ctx, subject)
  const ordinal = String(row.logins)
  const mine = and(eq(loginAttempts.agencyId, ctx.agency.id), eq(loginAttempts.linkSessionId, row.id))
  const [counted] = await tx
    .select({ at: loginAttempts.at })
    .from(loginAttempts)
    .where(and(mine, eq(loginAttempts.ordinal, ordinal)))
  if (!counted) return
  await count(tx, ctx, row, subject, `${RETURNED}${ordinal}`)
  const used = tx
    .select({ id: loginOverrides.id })
    .from(loginOverrides)
    .where(
      and(
        eq(loginOverrides.agencyId, ctx.agency.id),
        eq(loginOverrides.creatorId, row.creatorId),
        eq(loginOverrides.usedAt, counted.at),
      ),
    )
    .limit(1)
  await tx.update(loginOverrides).set({ usedAt: null }).where(inArray(loginOverrides.id, used))
}

/** Counts a session of a hosted mode in which somebody logs in: once, whoever learns of it and however often. */
export async function noteHostedLogin(tx: Tx, ctx: Ctx, row: LinkSessionRow): Promise<void> {
  if (isLoginMode(row.mode)) return
  await count(tx, ctx, row, await subjectOf(tx, ctx, row), HOSTED)
}

async function count(
  tx: Tx,
  ctx: Ctx,
  row: LinkSessionRow,
  subject: LoginSubject,
  ordinal: string,
  at: Date = ctx.now(),
): Promise<void> {
  await tx
    .insert(loginAttempts)
    .values({
      agencyId: ctx.agency.id,
      ...subject,
      linkSessionId: row.id,
      ordinal,
      at,
    })
    .onConflictDoNothing()
}
