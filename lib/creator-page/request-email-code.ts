import 'server-only'
import { and, eq, isNotNull, sql } from 'drizzle-orm'
import { z } from 'zod'
import { connections } from '@/db/schema/connections'
import { creatorContacts } from '@/db/schema/creator-contacts'
import { linkSessions } from '@/db/schema/link-sessions'
import { type Ctx, inAgency } from '../auth/context'
import { normalizeEmail } from '../auth/email'
import { notFound } from '../errors'
import { LOCALES } from '../i18n/locales'
import { browserKey, isBoundTo } from '../link-sessions/browser'
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
export type EmailCodeResult = { result: 'sent' | 'no_mail' | 'not_an_address' | 'stale' | 'other_account' }

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
  const result = await issueCode(withSystemRights(ctx), {
    purpose: 'confirm_email',
    email,
    ofUserId: proof.ofUserId,
    browser: proof.browser,
    language: input.language,
  })
  return { result }
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
        begunAt: linkSessions.createdAt,
        connectedAt: connections.createdAt,
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
          // One that the team began proves who she is as well, but the browser is the team's.
          isNotNull(linkSessions.inviteId),
          eq(linkSessions.state, 'completed'),
        ),
      ),
  )
  const bound =
    found &&
    isBoundTo(input.browser, { linkSessionId: found.session.id, browserHash: found.session.browserHash })
  if (!found || !bound || !input.browser) throw notFound('attempt')
  if (found.endedAt || ctx.now().getTime() - found.provenAt.getTime() > FRESH_MS) return 'stale'
  const { known, ofUserId } = found
  const isNew = found.connectedAt >= found.begunAt
  if (known ? known !== ofUserId : isNew && (await reachesFurther(ctx, ofUserId, input.browser)))
    return 'other_account'
  return { ofUserId, browser: input.browser }
}

/**
 * True when her page would show accounts that this browser did not prove, by the proof of one that the team had never seen:
 * somebody else may have got hold of the link.
 */
async function reachesFurther(ctx: Ctx, ofUserId: string, browser: string): Promise<boolean> {
  const [other] = await inAgency(ctx, (tx) =>
    tx.execute(sql`select c.id from ${connections} c
      where c.agency_id = ${ctx.agency.id} and c.creator_id = ${creatorOf(ctx)} and c.ended_at is null
        and c.of_user_id <> ${ofUserId} and not exists (select 1 from ${linkSessions} s
          where s.agency_id = c.agency_id and s.result_connection_id = c.id and s.state = 'completed'
            and s.invite_id is not null and s.browser_key = ${browserKey(browser)})
      limit 1`),
  )
  return other !== undefined
}
