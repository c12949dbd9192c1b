import 'server-only'
import type { Tx } from '@/db/client'
import type { Ctx } from '../auth/context'
import { deriveToken } from '../crypto/derive'
import { hashToken } from '../crypto/random'
import { env } from '../env'
import { linkKey } from '../links/link-key'

/** The form of a token: 32 bytes as base64url. */
export const HANDOFF_TOKEN = /^[A-Za-z0-9_-]{43}$/

/** What is stored of a token. */
export const handoffTokenHash = (token: string): string => hashToken('handoff-token', token)

/** The address that the creator opens, from a code on the team's screen or by a short link. */
export const handoffUrl = (token: string): string => `${env().APP_ORIGIN}/connect/h/${token}`

/** Derives the token of a hand-off: it is stored nowhere. */
export async function handoffTokenOf(tx: Tx, ctx: Ctx, handoffId: string): Promise<string> {
  return deriveToken(await linkKey(tx, ctx.agency.id), 'handoff', handoffId, 0)
}
