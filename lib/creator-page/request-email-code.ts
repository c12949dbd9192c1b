import 'server-only'
import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import { connections } from '@/db/schema/connections'
import { creatorContacts } from '@/db/schema/creator-contacts'
import { linkSessions } from '@/db/schema/link-sessions'
import { type Ctx, inAgency } from '../auth/context'
import { normalizeEmail } from '../auth/email'
import { notFound } from '../errors'
import { LOCALES } from '../i18n/locales'
import { isBoundTo } from '../link-sessions/browser'
import { issueCode } from './codes'
import { creatorOf, withSystemRights } from './creator-context'

/** How long after its proof an attempt may name her address. */
const FRESH_MS = 60 * 60_000

export const emailInput = z.strictObject({
  linkSessionId: z.uuid(),
  email: z.string().max(300),
  language: z.enum(LOCALES),
})

/** `stale`: the proof is too old; `other_account`: her page belongs to another OnlyFans user. */
export type EmailCodeResult = { result: 'sent' } | { result: 'not_an_address' | 'stale' | 'other_account' }

/**
 * Mails a code to the address that she entered, in the browser that completed a proven attempt. Setting it the first
 * time and changing it later are the same: a fresh proof, and of the same OnlyFans user. Staff have no way to do either.
 * Throws `not_found` unless the attempt is hers, `rate_limited`.
 */
export async function requestEmailCode(
  ctx: Ctx,
  input: z.infer<typeof emailInput> & { browser: string | null },
): Promise<EmailCodeResult> {
  const proof = await freshProof(ctx, input)
  const email = normalizeEmail(input.email)
  if (!email) return { result: 'not_an_address' }
  if (typeof proof === 'string') return { result: proof }
  await issueCode(withSystemRights(ctx), {
    purpose: 'confirm_email',
    email,
    ofUserId: proof.ofUserId,
    browser: proof.browser,
    language: input.language,
  })
  return { result: 'sent' }
}

/** The OnlyFans user that this browser proved just now, or why that does not do. */
async function freshProof(
  ctx: Ctx,
  input: { linkSessionId: string; browser: string | null },
): Promise<{ ofUserId: string; browser: string } | 'stale' | 'other_account'> {
  const creatorId = creatorOf(ctx)
  const [found] = await inAgency(ctx, (tx) =>
    tx
      .select({
        session: { id: linkSessions.id, state: linkSessions.state, browserHash: linkSessions.browserHash },
        provenAt: linkSessions.stateChangedAt,
        ofUserId: connections.ofUserId,
        endedAt: connections.endedAt,
        known: creatorContacts.ofUserId,
      })
      .from(linkSessions)
      .innerJoin(
        connections,
        and(
          eq(connections.agencyId, linkSessions.agencyId),
          eq(connections.id, linkSessions.resultConnectionId),
        ),
      )
      .leftJoin(
        creatorContacts,
        and(
          eq(creatorContacts.agencyId, linkSessions.agencyId),
          eq(creatorContacts.creatorId, linkSessions.creatorId),
        ),
      )
      .where(
        and(
          eq(linkSessions.agencyId, ctx.agency.id),
          eq(linkSessions.id, input.linkSessionId),
          eq(linkSessions.creatorId, creatorId),
          eq(linkSessions.state, 'completed'),
        ),
      ),
  )
  const bound =
    found &&
    isBoundTo(input.browser, { linkSessionId: found.session.id, browserHash: found.session.browserHash })
  if (!found || !bound || !input.browser) throw notFound('attempt')
  if (found.endedAt || ctx.now().getTime() - found.provenAt.getTime() > FRESH_MS) return 'stale'
  if (found.known && found.known !== found.ofUserId) return 'other_account'
  return { ofUserId: found.ofUserId, browser: input.browser }
}
