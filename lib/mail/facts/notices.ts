import 'server-only'
import { and, asc, eq, inArray, sql } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { connections } from '@/db/schema/connections'
import { memberships } from '@/db/schema/memberships'
import { notices } from '@/db/schema/notices'
import { users } from '@/db/schema/users'
import type { Ctx } from '../../auth/context'
import { env } from '../../env'
import { maySee, worksHere } from '../../notices/receivers'
import type { NoticesFacts } from '../contents/notices'
import type { Loaded, MailRow } from './loaded'

/** So many stand in one mail; it says how many more there are. */
const MOST = 30

/** The notices of a mail that its receiver may still see: one's rights may have changed since it was queued. */
async function readNotices(tx: Tx, ctx: Ctx, mail: MailRow) {
  const { noticeIds = [], userId } = mail.refs
  if (noticeIds.length === 0 || !userId) return []
  return tx
    .select({
      kind: notices.kind,
      status: notices.status,
      reason: notices.reason,
      at: notices.createdAt,
      closedAt: notices.closedAt,
      connectionId: connections.id,
      username: connections.username,
      displayName: connections.displayName,
    })
    .from(notices)
    .innerJoin(
      connections,
      and(eq(connections.agencyId, notices.agencyId), eq(connections.id, notices.connectionId)),
    )
    .innerJoin(
      memberships,
      and(eq(memberships.agencyId, notices.agencyId), eq(memberships.userId, notices.userId)),
    )
    .innerJoin(users, eq(users.id, notices.userId))
    .where(
      and(
        eq(notices.agencyId, ctx.agency.id),
        inArray(notices.id, noticeIds),
        eq(notices.userId, userId),
        eq(users.email, mail.toAddress),
        worksHere(ctx.agency.id),
        maySee(sql`${connections.creatorId}`),
      ),
    )
    .orderBy(asc(notices.createdAt), asc(notices.id))
}

/** What a notice mail says: what is still open, the newest of each connection, and what works again. */
export async function noticesFacts(tx: Tx, ctx: Ctx, mail: MailRow): Promise<Loaded<NoticesFacts>> {
  const rows = await readNotices(tx, ctx, mail)
  if (rows.length === 0) return { drop: 'no_access' }
  const open = rows.filter((row) => row.kind === 'recovered' || row.closedAt === null)
  const byConnection = new Map(open.map((row) => [row.connectionId, row]))
  const latest = [...byConnection.values()].sort((a, b) => a.kind.localeCompare(b.kind))
  if (latest.length === 0) return { drop: 'nothing_open' }
  const page = `${env().APP_ORIGIN}/a/${ctx.agency.slug}`
  return {
    facts: {
      kind: mail.kind === 'digest' ? 'digest' : 'alert',
      agencyName: ctx.agency.name,
      notices: latest.slice(0, MOST).map(({ connectionId, closedAt: _, ...notice }) => ({
        ...notice,
        url: `${page}/connections/${connectionId}`,
      })),
      more: Math.max(0, latest.length - MOST),
      attentionUrl: `${page}/attention`,
    },
  }
}
