import 'server-only'
import { sql } from 'drizzle-orm'
import { connections } from '@/db/schema/connections'
import { creatorContacts } from '@/db/schema/creator-contacts'
import { invites } from '@/db/schema/invites'
import { linkSessions } from '@/db/schema/link-sessions'
import { inAgency } from '../auth/context'
import { hashToken } from '../crypto/random'
import { currentHandoff, type HandoffVisit } from '../handoffs/handoff-visit'
import { currentVisit, type Visit } from './visit'

/** What a browser without a good link is told: the same for all. */
const NOTHING = 'closed'

/** A short text that changes whenever the connect page would: for the page to compare with what it last heard. */
export async function loadSeen(): Promise<string> {
  const visit = await currentVisit()
  const joined = await currentHandoff()
  if (!joined) return visit ? seenOf(visit) : NOTHING
  return `${visit ? await seenOf(visit) : NOTHING}.${await seenOfJoined(joined)}`
}

/** The same for the attempt that a browser joined. */
async function seenOfJoined({ ctx, linkSessionId }: HandoffVisit): Promise<string> {
  const [row] = await inAgency(ctx, (tx) =>
    tx.execute<{ seen: string }>(sql`
      select concat_ws(' ', s.state, s.state_changed_at, s.outcome_code, s.challenge, s.progress, s.answered_at,
          s.answering_until, s.logins) as seen
        from ${linkSessions} s where s.agency_id = ${ctx.agency.id} and s.id = ${linkSessionId}`),
  )
  return hashToken('joined-seen', row?.seen ?? '').slice(0, 16)
}

/** The same for one visit: one query, and never a call to a provider. */
export async function seenOf(visit: Visit): Promise<string> {
  const { ctx } = visit
  const now = ctx.now().toISOString()
  const [row] = await inAgency(ctx, (tx) =>
    tx.execute<{ seen: string }>(sql`
      select concat_ws('|', i.rotation, i.revoked_at, i.paused_at, i.expires_at, i.expires_at <= ${now}::timestamptz,
        i.uses, i.max_uses, i.asked_again_at, c.username, c.ended_at,
        (select k.confirmed_at from ${creatorContacts} k where k.agency_id = i.agency_id and k.creator_id = i.creator_id),
        (select string_agg(concat_ws(' ', s.id, s.state, s.state_changed_at, s.acknowledged_at, s.outcome_code, s.challenge,
            s.progress, s.answered_at, s.answering_until, s.logins, r.ended_at),
            ',' order by s.id)
          from ${linkSessions} s left join ${connections} r on r.agency_id = s.agency_id and r.id = s.result_connection_id
          where s.agency_id = i.agency_id and (s.invite_id = i.id or (s.connection_id = i.connection_id
            and s.state in ('created', 'open', 'authenticating', 'challenge', 'verifying'))))) as seen
      from ${invites} i left join ${connections} c on c.agency_id = i.agency_id and c.id = i.connection_id
      where i.agency_id = ${ctx.agency.id} and i.id = ${visit.inviteId}`),
  )
  return row ? hashToken('connect-seen', `${visit.rotation}|${row.seen}`).slice(0, 16) : NOTHING
}
