import 'server-only'
import { and, eq } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { creatorCodes } from '@/db/schema/creator-codes'
import type { Ctx } from '../../auth/context'
import { deriveCode } from '../../crypto/derive'
import { linkKey } from '../../links/link-key'
import type { CodeFacts } from '../contents/code'
import type { Loaded, MailRow } from './loaded'

/** The code is derived here, for the address that it was asked for, and kept nowhere. */
export async function codeFacts(tx: Tx, ctx: Ctx, mail: MailRow): Promise<Loaded<CodeFacts>> {
  const { codeId } = mail.refs
  if (!codeId) return { drop: 'gone' }
  const [row] = await tx
    .select()
    .from(creatorCodes)
    .where(and(eq(creatorCodes.agencyId, ctx.agency.id), eq(creatorCodes.id, codeId)))
  if (!row || row.email !== mail.toAddress) return { drop: 'gone' }
  if (row.usedAt || row.triesLeft <= 0 || row.expiresAt <= ctx.now()) return { drop: 'code_over' }
  return {
    facts: {
      agencyName: ctx.agency.name,
      purpose: row.purpose,
      code: deriveCode(await linkKey(tx, ctx.agency.id), row.id),
      minutes: Math.round((row.expiresAt.getTime() - row.createdAt.getTime()) / 60_000),
    },
  }
}
