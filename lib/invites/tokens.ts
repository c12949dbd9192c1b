import 'server-only'
import type { Tx } from '@/db/client'
import { inviteTokens } from '@/db/schema/invite-tokens'
import type { Ctx } from '../auth/context'
import { deriveToken } from '../crypto/derive'
import { hashToken } from '../crypto/random'
import { env } from '../env'
import { linkKey } from '../links/link-key'

type Rotation = { id: string; rotation: number }

/** The form of a token: 32 bytes as base64url. */
export const INVITE_TOKEN = /^[A-Za-z0-9_-]{43}$/

/** What is stored of a token. */
export const inviteTokenHash = (token: string): string => hashToken('invite-token', token)

/** The address that is handed to a creator. */
export const inviteUrl = (token: string): string => `${env().APP_ORIGIN}/connect/i/${token}`

/** Derives the token of an invite's rotation: it is stored nowhere. */
export async function tokenOf(tx: Tx, ctx: Ctx, invite: Rotation): Promise<string> {
  return deriveToken(await linkKey(tx, ctx.agency.id), 'invite', invite.id, invite.rotation)
}

/** Stores the hash of an invite's newest token, so that it is found when somebody comes with it. */
export async function storeToken(tx: Tx, ctx: Ctx, invite: Rotation): Promise<void> {
  await tx.insert(inviteTokens).values({
    agencyId: ctx.agency.id,
    inviteId: invite.id,
    rotation: invite.rotation,
    tokenHash: inviteTokenHash(await tokenOf(tx, ctx, invite)),
    createdAt: ctx.now(),
  })
}
