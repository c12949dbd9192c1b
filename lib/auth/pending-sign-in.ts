import 'server-only'
import { systemDb } from '../system/db'
import { findPendingSession, type PendingSignIn } from '../system/find-pending-session'
import { readSessionToken } from './next-auth'
import { sessionTokenHash } from './sessions'

/** Who gave the password in this browser and still owes the second step; null when nobody does. */
export async function pendingSignIn(): Promise<PendingSignIn | null> {
  const token = await readSessionToken()
  return token ? findPendingSession(systemDb(), sessionTokenHash(token), new Date()) : null
}
