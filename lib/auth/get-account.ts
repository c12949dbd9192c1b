import 'server-only'
import { systemDb } from '../system/db'
import type { SignedIn } from '../system/find-session'
import { deviceWords, isHandheld } from './device-words'
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
