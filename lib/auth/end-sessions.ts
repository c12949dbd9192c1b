import 'server-only'
import { and, eq } from 'drizzle-orm'
import { redirect } from 'next/navigation'
import { z } from 'zod'
import { sessions } from '@/db/schema/sessions'
import { notFound } from '../errors'
import { systemDb } from '../system/db'
import type { SignedIn } from '../system/find-session'
import { signOut } from './next-auth'
import { revokeAllSessions, revokeSession } from './sessions'
import { signOutHere } from './sign-in'

export const endSessionInput = z.strictObject({ sessionId: z.uuid() })

/** Ends one of the user's own sessions; with the current one this browser is signed out. */
export async function endSession(user: SignedIn, input: z.infer<typeof endSessionInput>): Promise<void> {
  if (input.sessionId === user.sessionId) await signOutHere()
  const [own] = await systemDb()
    .select({ id: sessions.id })
    .from(sessions)
    .where(and(eq(sessions.id, input.sessionId), eq(sessions.userId, user.userId)))
  if (!own) throw notFound('session')
  await revokeSession(systemDb(), own.id, new Date())
}

/** Ends every session of the user, this one included. */
export async function endAllSessions(user: SignedIn): Promise<never> {
  await revokeAllSessions(systemDb(), user.userId, new Date())
  await signOut({ redirect: false })
  redirect('/sign-in?said=signed-out-everywhere')
}
