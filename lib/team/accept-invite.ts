import 'server-only'
import { randomUUID } from 'node:crypto'
import { and, asc, eq } from 'drizzle-orm'
import type { Db, Tx } from '@/db/client'
import { memberships } from '@/db/schema/memberships'
import { teamInvites } from '@/db/schema/team-invites'
import { users } from '@/db/schema/users'
import { audit } from '../audit/audit'
import type { Ctx } from '../auth/context'
import { AppError } from '../errors'
import { findTeamInvite, type TeamInviteRef } from '../system/find-team-invite'
import { mayInviteAs } from './revoke-beyond-rights'
import { teamInviteState } from './states'

/** Who accepts: somebody with an account, or a new person with the hash of their password. */
export type Joiner = { userId: string } | { name: string; email: string; passwordHash: string }

export type AcceptFacts = { requestId: string; address: string; now: Date }

/** One sentence for every link that cannot be accepted; the page says more to whoever holds a real one. */
function gone(): AppError {
  return new AppError('not_found', 'This invitation is not valid any more. Ask for a new one.')
}

/**
 * Accepts an invitation, once. A membership that is there already is never changed; somebody who was deactivated comes back
 * with the invited role. Runs as the system: before it, nobody knows the agency.
 * @returns the agency's slug
 */
export async function acceptTeamInvite(
  db: Db,
  tokenHash: string,
  joiner: Joiner,
  facts: AcceptFacts,
): Promise<string> {
  return db.transaction(async (tx) => {
    const invite = await lockInvite(tx, tokenHash, facts.now)
    const userId = 'userId' in joiner ? joiner.userId : await makeUser(tx, joiner, facts.now)
    await join(tx, invite, userId)
    await tx
      .update(teamInvites)
      .set({ acceptedAt: facts.now, acceptedBy: userId })
      .where(and(eq(teamInvites.agencyId, invite.agency.id), eq(teamInvites.id, invite.teamInviteId)))
    const { role, assignedOnly } = invite
    const ctx: Omit<Ctx, 'db'> = {
      agency: invite.agency,
      actor: { kind: 'user', userId, role, assignedOnly, steppedUpAt: null },
      requestId: facts.requestId,
      address: facts.address,
      now: () => facts.now,
    }
    await audit(
      tx,
      { ...ctx, db },
      {
        action: 'member.join',
        targetType: 'user',
        targetId: userId,
        after: { role, assignedOnly, teamInviteId: invite.teamInviteId },
      },
    )
    return invite.agency.slug
  })
}

/** The invitation, still open, from somebody who may still give it; locked in the order of every change to a team. */
async function lockInvite(tx: Tx, tokenHash: string, now: Date): Promise<TeamInviteRef> {
  const found = await findTeamInvite(tx, tokenHash)
  if (!found) throw gone()
  const team = await tx
    .select()
    .from(memberships)
    .where(eq(memberships.agencyId, found.agency.id))
    .orderBy(asc(memberships.userId))
    .for('no key update')
  await tx
    .select({ id: teamInvites.id })
    .from(teamInvites)
    .where(eq(teamInvites.tokenHash, tokenHash))
    .for('update')
  const invite = await findTeamInvite(tx, tokenHash)
  if (!invite || teamInviteState(invite, now) !== 'pending') throw gone()
  const inviter = team.find((row) => row.userId === invite.createdBy)
  if (invite.createdBy && !(inviter && mayInviteAs(inviter).some((role) => role === invite.role)))
    throw gone()
  return invite
}

async function makeUser(tx: Tx, person: Exclude<Joiner, { userId: string }>, now: Date): Promise<string> {
  const id = randomUUID()
  const made = await tx
    .insert(users)
    .values({ id, ...person, createdAt: now, passwordChangedAt: now })
    .onConflictDoNothing()
    .returning({ id: users.id })
  if (made.length === 0)
    throw new AppError('invalid_input', 'This e-mail cannot be used for a new account.', {
      fields: { email: 'This e-mail cannot be used for a new account. If it is yours, sign in first.' },
    })
  return id
}

async function join(tx: Tx, { agency, role, assignedOnly }: TeamInviteRef, userId: string): Promise<void> {
  const own = and(eq(memberships.agencyId, agency.id), eq(memberships.userId, userId))
  const [known] = await tx.select().from(memberships).where(own)
  if (!known) {
    await tx.insert(memberships).values({ agencyId: agency.id, userId, role, assignedOnly })
    return
  }
  if (!known.deactivatedAt)
    throw new AppError(
      'conflict',
      known.role === 'creator'
        ? 'This account is a creator’s own page here. Join the team with another e-mail.'
        : 'You are in this team already. Nothing was changed.',
    )
  await tx.update(memberships).set({ role, assignedOnly, deactivatedAt: null }).where(own)
}
