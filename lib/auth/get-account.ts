import 'server-only'
import { and, eq, isNotNull } from 'drizzle-orm'
import type { Db } from '@/db/client'
import { userTotp } from '@/db/schema/user-totp'
import { systemDb } from '../system/db'
import type { SignedIn } from '../system/find-session'
import { deviceWords, isHandheld } from './device-words'
import { countRecoveryCodes } from './recovery-store'
import { listOwnSessions } from './sessions'

export type AccountSession = {
  id: string
  device: string
  handheld: boolean
  address: string
  createdAt: Date
  lastSeenAt: Date
  current: boolean
}

/** The user's live sessions in words, this browser's first, then the newest. */
export async function getAccountSessions(user: SignedIn, now: Date): Promise<AccountSession[]> {
  const sessions = await listOwnSessions(systemDb(), user, now)
  return sessions
    .map(({ userAgent, ...session }) => ({
      ...session,
      device: deviceWords(userAgent),
      handheld: isHandheld(userAgent),
    }))
    .sort((a, b) => Number(b.current) - Number(a.current))
}

export type OwnSecondFactor = {
  since: Date
  /** Recovery codes that were not used yet. */
  codesLeft: number
}

/** The user's second factor; null while there is none, or it is not confirmed yet. */
export async function getSecondFactor(db: Db, userId: string): Promise<OwnSecondFactor | null> {
  const [row] = await db
    .select({ since: userTotp.confirmedAt })
    .from(userTotp)
    .where(and(eq(userTotp.userId, userId), isNotNull(userTotp.confirmedAt)))
  return row?.since ? { since: row.since, codesLeft: await countRecoveryCodes(db, userId) } : null
}

/** The same of the signed-in user. */
export function getOwnSecondFactor(user: SignedIn): Promise<OwnSecondFactor | null> {
  return getSecondFactor(systemDb(), user.userId)
}
