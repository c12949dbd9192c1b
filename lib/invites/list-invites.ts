import 'server-only'
import { and, desc, eq, ilike, or, type SQL, sql } from 'drizzle-orm'
import { connections } from '@/db/schema/connections'
import { creators } from '@/db/schema/creators'
import { invites } from '@/db/schema/invites'
import { mails } from '@/db/schema/mails'
import { users } from '@/db/schema/users'
import { type Ctx, inAgency } from '../auth/context'
import { requirePermission } from '../auth/permissions'
import type { InviteListInput } from './input'
import { parsePosition, positionText } from './list-position'
import { type InviteState, inviteState } from './states'

const PAGE = 50

/** The newest mail of an invite, as far as a row tells it. */
export type InviteMailState = {
  status: (typeof mails.$inferSelect)['status']
  /** A code of lib/mail/words.ts. */
  problem: string | null
}

export type InviteItem = {
  id: string
  state: InviteState
  purpose: 'connect' | 'reconnect'
  creator: { id: string; name: string }
  /** With purpose reconnect: the connection to repair. */
  connection: { id: string; username: string } | null
  /** Without @; of the connection when there is one. */
  expectedUsername: string | null
  language: string
  mailTo: string | null
  /** The last mail with this link; null when none was sent. */
  mail: InviteMailState | null
  opened: number
  started: number
  uses: number
  maxUses: number
  /** She asked for a new link, because this one leads nowhere. */
  askedAgainAt: Date | null
  expiresAt: Date
  createdAt: Date
  createdBy: string | null
}

export type InvitePage = {
  items: InviteItem[]
  /** Position of the next page; null at the end. */
  next: string | null
}

const live = sql`${invites.revokedAt} is null and ${connections.endedAt} is null`
const unused = sql`${live} and ${invites.uses} < ${invites.maxUses}`

/** The states of states.ts, as conditions. */
function stateFilter(state: InviteState, now: Date): SQL {
  const at = sql`${now.toISOString()}::timestamptz`
  const conditions: Record<InviteState, SQL> = {
    revoked: sql`not (${live})`,
    used_up: sql`${live} and ${invites.uses} >= ${invites.maxUses}`,
    expired: sql`${unused} and ${invites.expiresAt} <= ${at}`,
    paused: sql`${unused} and ${invites.expiresAt} > ${at} and ${invites.pausedAt} is not null`,
    open: sql`${unused} and ${invites.expiresAt} > ${at} and ${invites.pausedAt} is null`,
  }
  return conditions[state]
}

/** Words that a person types: creator, @username, address or note. */
export function searchInvites(q: string): SQL | undefined {
  const pattern = `%${q.replace(/^@/, '').replace(/[\\%_]/g, (c) => `\\${c}`)}%`
  return or(
    ilike(creators.name, pattern),
    ilike(invites.expectedUsername, pattern),
    ilike(connections.username, pattern),
    ilike(invites.mailTo, pattern),
    ilike(invites.note, pattern),
  )
}

const columns = {
  id: invites.id,
  purpose: invites.purpose,
  creatorId: creators.id,
  creatorName: creators.name,
  connectionId: connections.id,
  username: connections.username,
  connectionEndedAt: connections.endedAt,
  expectedUsername: invites.expectedUsername,
  language: invites.language,
  mailTo: invites.mailTo,
  mail: sql<InviteMailState | null>`(select json_build_object('status', m.status, 'problem', m.problem)
    from ${mails} m where m.agency_id = ${invites.agencyId}
      and m.created_at >= ${invites.createdAt} and m.refs @> jsonb_build_object('inviteId', ${invites.id}::text)
    order by m.created_at desc limit 1)`,
  opened: invites.opened,
  started: invites.started,
  uses: invites.uses,
  maxUses: invites.maxUses,
  pausedAt: invites.pausedAt,
  revokedAt: invites.revokedAt,
  askedAgainAt: invites.askedAgainAt,
  expiresAt: invites.expiresAt,
  createdAt: invites.createdAt,
  createdBy: users.name,
}

/** One keyset page of invites, the newest first. */
export async function listInvites(ctx: Ctx, input: InviteListInput): Promise<InvitePage> {
  requirePermission(ctx, 'invites.read')
  const from = parsePosition(input.cursor)
  const rows = await inAgency(ctx, (tx) =>
    tx
      .select(columns)
      .from(invites)
      .innerJoin(creators, and(eq(creators.agencyId, invites.agencyId), eq(creators.id, invites.creatorId)))
      .leftJoin(
        connections,
        and(eq(connections.agencyId, invites.agencyId), eq(connections.id, invites.connectionId)),
      )
      .leftJoin(users, eq(users.id, invites.createdBy))
      .where(
        and(
          eq(invites.agencyId, ctx.agency.id),
          input.state ? stateFilter(input.state, ctx.now()) : undefined,
          input.q ? searchInvites(input.q) : undefined,
          input.creatorId ? eq(invites.creatorId, input.creatorId) : undefined,
          from
            ? sql`(${invites.createdAt}, ${invites.id}) < (${from.at.toISOString()}::timestamptz, ${from.id}::uuid)`
            : undefined,
        ),
      )
      .orderBy(desc(invites.createdAt), desc(invites.id))
      .limit(PAGE + 1),
  )
  const page = rows.slice(0, PAGE)
  const last = page.at(-1)
  return {
    items: page.map((row) => toItem(row, ctx.now())),
    next: rows.length > PAGE && last ? positionText({ at: last.createdAt, id: last.id }) : null,
  }
}

type Row = Omit<InviteItem, 'state' | 'creator' | 'connection'> & {
  creatorId: string
  creatorName: string
  connectionId: string | null
  username: string | null
  connectionEndedAt: Date | null
  pausedAt: Date | null
  revokedAt: Date | null
}

function toItem(row: Row, now: Date): InviteItem {
  const { creatorId, creatorName, connectionId, username, connectionEndedAt, pausedAt, revokedAt, ...rest } =
    row
  return {
    ...rest,
    state: inviteState({ ...row, connectionEndedAt, pausedAt, revokedAt }, now),
    creator: { id: creatorId, name: creatorName },
    connection: connectionId ? { id: connectionId, username: username ?? '' } : null,
    expectedUsername: username ?? row.expectedUsername,
  }
}
