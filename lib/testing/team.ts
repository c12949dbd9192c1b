import { randomUUID } from 'node:crypto'
import { eq, sql } from 'drizzle-orm'
import { assignments } from '@/db/schema/assignments'
import { creators } from '@/db/schema/creators'
import { memberships } from '@/db/schema/memberships'
import { sessions } from '@/db/schema/sessions'
import { users } from '@/db/schema/users'
import type { Ctx } from '../auth/context'
import type { Role } from '../system/find-memberships'
import type { Agency, World } from './world'

export type TeamMember = {
  id: string
  email: string
  /** The context that a request of theirs has at this moment: role and limits are read from the database. */
  ctx: () => Promise<Ctx>
}

/** One more person in an agency's team. */
export async function addMember(
  world: World,
  agency: Agency,
  role: Role,
  over: Partial<typeof memberships.$inferInsert> = {},
): Promise<TeamMember> {
  const id = randomUUID()
  const email = `${role}-${id.slice(0, 8)}@example.com`
  await world.db.system.insert(users).values({ id, email, name: `New ${role}`, passwordHash: 'none' })
  await world.db.system.insert(memberships).values({ agencyId: agency.id, userId: id, role, ...over })
  return { id, email, ctx: () => ctxOf(world, agency, id) }
}

/** The context of somebody's request now. */
export async function ctxOf(world: World, agency: Agency, userId: string): Promise<Ctx> {
  const [row] = await membershipOf(world, agency, userId)
  if (!row) throw new Error('not a member')
  const { role, assignedOnly } = row
  return {
    ...agency.ctx(),
    actor: { kind: 'user', userId, role, assignedOnly, steppedUpAt: world.clock.now() },
  }
}

export const membershipOf = (world: World, agency: Agency, userId: string) =>
  world.db.system
    .select()
    .from(memberships)
    .where(sql`${memberships.agencyId} = ${agency.id} and ${memberships.userId} = ${userId}`)

/** A creator without connections. */
export async function addCreator(world: World, agency: Agency, name = 'A creator'): Promise<string> {
  const id = randomUUID()
  await world.db.system.insert(creators).values({ id, agencyId: agency.id, name })
  return id
}

export async function assign(world: World, agency: Agency, userId: string, creatorId: string): Promise<void> {
  await world.db.system
    .insert(assignments)
    .values({ agencyId: agency.id, userId, creatorId, createdAt: world.clock.now() })
}

/** How many sessions of somebody are alive. */
export async function liveSessions(world: World, userId: string): Promise<number> {
  const rows = await world.db.system.select().from(sessions).where(eq(sessions.userId, userId))
  return rows.filter((row) => row.revokedAt === null).length
}
