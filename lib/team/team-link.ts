import 'server-only'
import type { Tx } from '@/db/client'
import { deriveToken } from '../crypto/derive'
import { hashToken } from '../crypto/random'
import { env } from '../env'
import { linkKey } from '../links/link-key'

/** What the row of an invitation holds of its token. */
export const teamTokenHash = (token: string): string => hashToken('team-invite-token', token)

/** The token of an invitation, derived again whenever its link is shown or mailed. */
export async function teamToken(tx: Tx, agencyId: string, id: string, rotation: number): Promise<string> {
  return deriveToken(await linkKey(tx, agencyId), 'team_invite', id, rotation)
}

/** The address that somebody opens to join. Whoever holds it may accept, once. */
export const teamUrl = (token: string): string => `${env().APP_ORIGIN}/join/${token}`
