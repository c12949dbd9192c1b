import 'server-only'
import { and, desc, eq, sql } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { connections } from '@/db/schema/connections'
import { creators } from '@/db/schema/creators'
import { invites } from '@/db/schema/invites'
import { linkSessions } from '@/db/schema/link-sessions'
import { mails } from '@/db/schema/mails'
import { users } from '@/db/schema/users'
import { type Ctx, inAgency } from '../auth/context'
import { requirePermission } from '../auth/permissions'
import type { ConnectionStatus } from '../connections/words'
import type { LinkState } from '../link-sessions/states'
import { STATE_LABELS } from '../link-sessions/words'
import type { InviteMailState } from './list-invites'
import { type InviteState, inviteState } from './states'

const MOST_MAILS = 20
const MOST_SESSIONS = 20

export type InviteAccount = {
  id: string
  username: string
  displayName: string
  avatarUrl: string | null
  status: ConnectionStatus
}

export type InviteMail = InviteMailState & {
  id: string
  kind: (typeof mails.$inferSelect)['kind']
  to: string
  createdAt: Date
  sentAt: Date | null
}

/** One attempt that she began with the link. */
export type InviteAttempt = {
  id: string
  state: LinkState
  label: string
  createdAt: Date
  /** The connection that came of it. */
  connection: { id: string; username: string } | null
}

export type InviteView = {
  id: string
  state: InviteState
  purpose: 'connect' | 'reconnect'
  creator: { id: string; name: string }
  /** With purpose reconnect: the connection to repair. */
  connection: InviteAccount | null
  expectedUsername: string | null
  country: string | null
  region: string | null
  city: string | null
  language: string
  note: string
  mailTo: string | null
  expiresAt: Date
  opened: number
  started: number
  uses: number
  maxUses: number
  /** How often it was given a new link. */
  rotation: number
  firstOpenedAt: Date | null
  lastOpenedAt: Date | null
  remindedAt: Date | null
  askedAgainAt: Date | null
  timeZone: string | null
  createdAt: Date
  createdBy: string | null
  mails: InviteMail[]
  attempts: InviteAttempt[]
}

const columns = {
  id: invites.id,
  purpose: invites.purpose,
  creator: { id: creators.id, name: creators.name },
  connection: {
    id: connections.id,
    username: connections.username,
    displayName: connections.displayName,
    avatarUrl: connections.avatarUrl,
    status: connections.status,
  },
  connectionEndedAt: connections.endedAt,
  expectedUsername: invites.expectedUsername,
  country: invites.country,
  region: invites.region,
  city: invites.city,
  language: invites.language,
  note: invites.note,
  mailTo: invites.mailTo,
  expiresAt: invites.expiresAt,
  opened: invites.opened,
  started: invites.started,
  uses: invites.uses,
  maxUses: invites.maxUses,
  rotation: invites.rotation,
  pausedAt: invites.pausedAt,
  revokedAt: invites.revokedAt,
  firstOpenedAt: invites.firstOpenedAt,
  lastOpenedAt: invites.lastOpenedAt,
  remindedAt: invites.remindedAt,
  askedAgainAt: invites.askedAgainAt,
  timeZone: invites.timeZone,
  createdAt: invites.createdAt,
  createdBy: users.name,
}

/** One invite as its page shows it; null when it does not exist here. */
export async function getInvite(ctx: Ctx, inviteId: string): Promise<InviteView | null> {
  requirePermission(ctx, 'invites.read')
  return inAgency(ctx, async (tx) => {
    const [row] = await tx
      .select(columns)
      .from(invites)
      .innerJoin(creators, and(eq(creators.agencyId, invites.agencyId), eq(creators.id, invites.creatorId)))
      .leftJoin(
        connections,
        and(eq(connections.agencyId, invites.agencyId), eq(connections.id, invites.connectionId)),
      )
      .leftJoin(users, eq(users.id, invites.createdBy))
      .where(and(eq(invites.agencyId, ctx.agency.id), eq(invites.id, inviteId)))
    if (!row) return null
    const { pausedAt, revokedAt, connectionEndedAt, ...rest } = row
    return {
      ...rest,
      state: inviteState({ ...rest, pausedAt, revokedAt, connectionEndedAt }, ctx.now()),
      expectedUsername: row.connection?.username ?? row.expectedUsername,
      mails: await mailsOf(tx, ctx, inviteId),
      attempts: await attemptsOf(tx, ctx, inviteId),
    }
  })
}

function mailsOf(tx: Tx, ctx: Ctx, inviteId: string): Promise<InviteMail[]> {
  return tx
    .select({
      id: mails.id,
      kind: mails.kind,
      to: mails.toAddress,
      status: mails.status,
      problem: mails.problem,
      createdAt: mails.createdAt,
      sentAt: mails.sentAt,
    })
    .from(mails)
    .where(
      and(
        eq(mails.agencyId, ctx.agency.id),
        sql`${mails.refs} @> jsonb_build_object('inviteId', ${inviteId}::text)`,
      ),
    )
    .orderBy(desc(mails.createdAt))
    .limit(MOST_MAILS)
}

async function attemptsOf(tx: Tx, ctx: Ctx, inviteId: string): Promise<InviteAttempt[]> {
  const rows = await tx
    .select({
      id: linkSessions.id,
      state: linkSessions.state,
      createdAt: linkSessions.createdAt,
      connection: { id: connections.id, username: connections.username },
    })
    .from(linkSessions)
    .leftJoin(
      connections,
      and(
        eq(connections.agencyId, linkSessions.agencyId),
        eq(connections.id, linkSessions.resultConnectionId),
      ),
    )
    .where(and(eq(linkSessions.agencyId, ctx.agency.id), eq(linkSessions.inviteId, inviteId)))
    .orderBy(desc(linkSessions.createdAt))
    .limit(MOST_SESSIONS)
  return rows.map((row) => ({ ...row, label: STATE_LABELS[row.state] }))
}
