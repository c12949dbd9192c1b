import 'server-only'
import { and, eq } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { connections } from '@/db/schema/connections'
import { creatorContacts } from '@/db/schema/creator-contacts'
import { invites } from '@/db/schema/invites'
import type { Ctx } from '../../auth/context'
import { timeZoneOf } from '../../creator-page/time-zone'
import { type InviteState, inviteState } from '../../invites/states'
import { inviteUrl, tokenOf } from '../../invites/tokens'
import type { InviteFacts } from '../contents/invite'
import type { DropReason } from '../words'
import type { Loaded, MailRow } from './loaded'
import { memberName } from './member-name'

const CLOSED: Record<Exclude<InviteState, 'open'>, DropReason> = {
  paused: 'invite_paused',
  expired: 'invite_expired',
  used_up: 'invite_used_up',
  revoked: 'invite_revoked',
}

async function readInvite(tx: Tx, ctx: Ctx, inviteId: string) {
  const [row] = await tx
    .select({
      invite: invites,
      connection: {
        username: connections.username,
        status: connections.status,
        lastProvenAt: connections.lastProvenAt,
        endedAt: connections.endedAt,
      },
      hersZone: creatorContacts.timeZone,
    })
    .from(invites)
    .leftJoin(
      connections,
      and(eq(connections.agencyId, invites.agencyId), eq(connections.id, invites.connectionId)),
    )
    .leftJoin(
      creatorContacts,
      and(eq(creatorContacts.agencyId, invites.agencyId), eq(creatorContacts.creatorId, invites.creatorId)),
    )
    .where(and(eq(invites.agencyId, ctx.agency.id), eq(invites.id, inviteId)))
  return row ?? null
}

type Row = NonNullable<Awaited<ReturnType<typeof readInvite>>>

/** Why this mail has no purpose any more; null while it has. */
function overFor(mail: MailRow, { invite, connection }: Row, now: Date): DropReason | null {
  const state = inviteState({ ...invite, connectionEndedAt: connection?.endedAt ?? null }, now)
  if (state !== 'open') return CLOSED[state]
  if (mail.kind === 'reminder' && (invite.firstOpenedAt || invite.started > 0)) return 'invite_opened'
  const proven = connection?.status === 'active' ? connection.lastProvenAt : null
  return proven && proven > mail.createdAt ? 'repaired' : null
}

/** What an invite, its reminder or a request to reconnect says. The link is derived here and kept nowhere. */
export async function inviteFacts(tx: Tx, ctx: Ctx, mail: MailRow): Promise<Loaded<InviteFacts>> {
  const row = mail.refs.inviteId ? await readInvite(tx, ctx, mail.refs.inviteId) : null
  if (!row) return { drop: 'gone' }
  const over = overFor(mail, row, ctx.now())
  if (over) return { drop: over }
  const { invite, connection, hersZone } = row
  const { kind } = mail
  return {
    facts: {
      kind: kind === 'reminder' || kind === 'reconnect' ? kind : 'invite',
      purpose: invite.purpose,
      agencyName: ctx.agency.name,
      personName: await memberName(tx, ctx, invite.createdBy),
      username: connection?.username ?? invite.expectedUsername,
      url: inviteUrl(await tokenOf(tx, ctx, invite)),
      expiresAt: invite.expiresAt,
      timeZone: timeZoneOf(hersZone ?? invite.timeZone),
    },
  }
}
