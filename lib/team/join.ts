import 'server-only'
import { cookies } from 'next/headers'
import { redirect } from 'next/navigation'
import { z } from 'zod'
import { newPassword } from '../auth/change-password'
import { currentMemberships, currentUser } from '../auth/current-user'
import { type RequestFacts, requestFacts } from '../auth/request-facts'
import { openBrowserSession } from '../auth/sign-in'
import { hashPassword } from '../crypto/password'
import { env } from '../env'
import { AppError } from '../errors'
import { systemDb } from '../system/db'
import { findTeamInvite } from '../system/find-team-invite'
import { hitLimit } from '../system/rate-limit'
import { acceptTeamInvite, type Joiner } from './accept-invite'
import { emailField } from './invite-input'
import { teamInviteState } from './states'
import { teamTokenHash } from './team-link'
import type { TeamInviteState, TeamRole } from './words'

const PAGE_LIMIT = { name: 'join-page', max: 240, windowSeconds: 3600 }
const ACCEPT_LIMIT = { name: 'join', max: 30, windowSeconds: 3600 }
const TOKEN = /^[A-Za-z0-9_-]{43}$/
const HOUR = 3600

export const joinAsNewInput = z.strictObject({
  name: z
    .string()
    .trim()
    .min(1, 'Enter your name.')
    .max(80, 'Use at most 80 characters.')
    .regex(/^\P{Cc}*$/u, 'This holds a character that cannot be stored.'),
  email: emailField,
  password: newPassword,
})
export const joinAsMeInput = z.strictObject({})

const secure = () => env().APP_ORIGIN.startsWith('https:')
const cookieName = () => (secure() ? '__Host-patchbay-join' : 'patchbay-join')

/** Keeps an invitation's token in this browser while its address is cleaned. It opens nothing by itself. */
export async function keepJoinToken(token: string): Promise<void> {
  if (!TOKEN.test(token)) return
  await setCookie(token, HOUR)
}

/** A cookie with the __Host- prefix is only taken, and only forgotten, with all of its marks. */
async function setCookie(value: string, maxAge: number): Promise<void> {
  const options = { httpOnly: true, sameSite: 'lax', secure: secure(), path: '/', maxAge } as const
  const jar = await cookies()
  jar.set(cookieName(), value, options)
}

async function readTokenHash(): Promise<string | null> {
  const token = (await cookies()).get(cookieName())?.value
  return token && TOKEN.test(token) ? teamTokenHash(token) : null
}

export type Invitation = {
  state: TeamInviteState
  agency: { slug: string; name: string }
  role: TeamRole
  assignedOnly: boolean
  inviter: string | null
  /** Where it was mailed: what a new person's form begins with. */
  email: string | null
  expiresAt: Date
  /** Who is signed in here, and what they are in this agency already. */
  me: { name: string; email: string; role: TeamRole | 'creator' | null } | null
}

/** What the page of an invitation shows. Null for a link that was never one, and for somebody who tries many. */
export async function readInvitation(): Promise<Invitation | null> {
  const tokenHash = await readTokenHash()
  const { address } = await requestFacts()
  const now = new Date()
  if (!tokenHash || (await hitLimit(systemDb(), PAGE_LIMIT, address, now)) !== null) return null
  const invite = await findTeamInvite(systemDb(), tokenHash)
  if (!invite || invite.role === 'creator') return null
  const user = await currentUser()
  const own = (await currentMemberships()).find((entry) => entry.agencyId === invite.agency.id)
  return {
    state: teamInviteState(invite, now),
    agency: { slug: invite.agency.slug, name: invite.agency.name },
    role: invite.role,
    assignedOnly: invite.assignedOnly,
    inviter: invite.inviter,
    email: invite.email,
    expiresAt: invite.expiresAt,
    me: user && { name: user.name, email: user.email, role: own?.role ?? null },
  }
}

/** Accepts the invitation of this browser. @returns the agency's slug */
async function accept(facts: RequestFacts, who: () => Promise<Joiner>): Promise<string> {
  const tokenHash = await readTokenHash()
  if (!tokenHash)
    throw new AppError('not_found', 'Open the invitation’s link once more, in this browser, and try again.')
  const now = new Date()
  const wait = await hitLimit(systemDb(), ACCEPT_LIMIT, facts.address, now)
  if (wait !== null)
    throw new AppError('rate_limited', `Too many tries. Try again in ${Math.ceil(wait / 60)} minutes.`, {
      retryAfter: wait,
    })
  const slug = await acceptTeamInvite(systemDb(), tokenHash, await who(), { ...facts, now })
  await setCookie('', 0)
  return slug
}

/** Joins with a new account and signs it in. */
export async function joinAsNew(input: z.infer<typeof joinAsNewInput>, facts: RequestFacts): Promise<never> {
  const { name, email, password } = input
  const slug = await accept(facts, async () => ({ name, email, passwordHash: await hashPassword(password) }))
  await openBrowserSession({ email, password })
  redirect(`/a/${slug}`)
}

/** Joins with the account that is signed in here. */
export async function joinAsMe(_input: z.infer<typeof joinAsMeInput>, facts: RequestFacts): Promise<never> {
  const slug = await accept(facts, async () => {
    const user = await currentUser()
    if (!user) throw new AppError('unauthenticated', 'You are signed out. Sign in again.')
    return { userId: user.userId }
  })
  redirect(`/a/${slug}`)
}
