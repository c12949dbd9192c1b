import 'server-only'
import { cache } from 'react'
import { env } from '../env'
import { AppError } from '../errors'
import { appDb, systemDb } from '../system/db'
import { findMemberships, type MembershipRef } from '../system/find-memberships'
import { findSession, type SignedIn } from '../system/find-session'
import type { Ctx } from './context'
import { readSessionToken } from './next-auth'
import { requestFacts } from './request-facts'
import { secondFactorRequired } from './second-factor-rule'
import { sessionTokenHash } from './sessions'

/** Who is signed in, from the sessions row; null when nobody is. Read once per request. */
export const currentUser = cache(async (): Promise<SignedIn | null> => {
  const token = await readSessionToken()
  if (!token) return null
  return findSession(systemDb(), sessionTokenHash(token), new Date())
})

/** The agencies of the signed-in user. Read once per request. */
export const currentMemberships = cache(async (): Promise<MembershipRef[]> => {
  const user = await currentUser()
  return user ? findMemberships(systemDb(), user.userId) : []
})

/**
 * The context of the agency in the URL, for the signed-in user. Null when nobody is signed in, the agency does
 * not exist, or the user is not a member: the three look the same. It does not ask for the second factor: only for
 * the page on which one sets it up, and for the frame around that page.
 */
export async function memberContext(slug: string): Promise<Ctx | null> {
  const user = await currentUser()
  const membership = (await currentMemberships()).find((entry) => entry.slug === slug)
  if (!user || !membership || membership.role === 'creator') return null
  const facts = await requestFacts()
  return {
    agency: { id: membership.agencyId, slug: membership.slug, name: membership.agencyName },
    actor: {
      kind: 'user',
      userId: user.userId,
      role: membership.role,
      assignedOnly: membership.assignedOnly,
      steppedUpAt: user.steppedUpAt,
    },
    db: appDb(),
    requestId: facts.requestId,
    address: facts.address,
    now: () => new Date(),
  }
}

/** True when this member must set up a second factor before anything else. */
export async function owesSecondFactor(ctx: Ctx): Promise<boolean> {
  const user = await currentUser()
  return (
    ctx.actor.kind === 'user' &&
    secondFactorRequired(env().PATCHBAY_MODE, ctx.actor.role, user?.hasSecondFactor ?? false)
  )
}

/**
 * The same for everything else in the agency. Throws `second_factor_required` while the member's role needs a second
 * factor that is not set up.
 */
export async function agencyContext(slug: string): Promise<Ctx | null> {
  const ctx = await memberContext(slug)
  if (ctx && (await owesSecondFactor(ctx)))
    throw new AppError(
      'second_factor_required',
      'Owners and admins need two-step sign-in. Set it up on your account page, then this works.',
    )
  return ctx
}
