import 'server-only'
import { randomUUID } from 'node:crypto'
import { and, eq, sql } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { consents } from '@/db/schema/consents'
import { invites } from '@/db/schema/invites'
import { addEvent } from '../audit/events'
import { inAgency } from '../auth/context'
import { AppError } from '../errors'
import type { LinkSessionRow } from '../link-sessions/move'
import { renew } from '../link-sessions/renew'
import { insertLinkSession } from '../link-sessions/start-session'
import { allowLogin, requireLogin } from '../login/budget'
import { isLoginMode } from '../providers/types'
import { isUniqueViolation } from '../system/pg-errors'
import { hitLimit, type Limit } from '../system/rate-limit'
import { lockOffer } from './lock-offer'
import { carryOut, goOn, type Plan, type Way } from './mint'
import { consentOf, type Offer } from './offer'
import { isRenewable, ownSession } from './sessions'
import { takeOver } from './take-over'
import { validTimeZone } from './time-zone'
import type { Visit } from './visit'

/** Presses for one invite: each may open a page at the provider. */
const PRESSES: Limit = { name: 'invite.continue', max: 30, windowSeconds: 3_600 }

export type ContinueInput = { consentHash: string; timeZone: string | null; browser: string }

/**
 * Her press on *Continue*: opens the provider's page, or our own form, for this browser now, and stores what she agreed to as it was
 * shown. What is live elsewhere is taken over. Pressing twice leads to the same page. Throws `conflict` when the link is
 * closed, the text has changed since it was shown, or it is being finished elsewhere; `rate_limited`; ProviderError.
 */
export async function continueConnect(visit: Visit, input: ContinueInput): Promise<Way> {
  const { ctx } = visit
  const wait = await hitLimit(visit.systemDb, PRESSES, visit.inviteId, ctx.now())
  if (wait !== null)
    throw new AppError('rate_limited', 'That was a lot of tries. Wait a few minutes.', { retryAfter: wait })
  return carryOut(ctx, input.browser, await decidePlan(visit, input))
}

async function decidePlan(visit: Visit, input: ContinueInput): Promise<Plan> {
  try {
    return await inAgency(visit.ctx, (tx) => plan(tx, visit, input))
  } catch (error) {
    // Somebody of the team began a reconnect in the same moment: there is one per connection.
    if (!isUniqueViolation(error)) throw error
    throw new AppError('conflict', 'Somebody else began this a moment ago. Look at the page again.')
  }
}

async function plan(tx: Tx, visit: Visit, input: ContinueInput): Promise<Plan> {
  const { ctx } = visit
  const { offer, reason } = await lockOffer(tx, visit)
  if (reason) throw new AppError('conflict', 'This link is closed. Reload the page to see why.')
  const consent = consentOf(offer)
  if (consent.hash !== input.consentHash)
    throw new AppError('conflict', 'The text on this page has changed. Read it again, then continue.')
  const own = await ownSession(tx, ctx, visit.inviteId, input.browser)
  if (own?.state === 'verifying')
    throw new AppError('conflict', 'Your login is just being checked. Wait a moment.')
  const goesOn = own && goOn(ctx, own, input.browser)
  if (own && goesOn) {
    await storeConsent(tx, visit, own, offer, consent)
    return goesOn
  }
  const old = own && (await isRenewable(tx, ctx, own)) ? own : null
  const replaced = await takeOver(tx, ctx, offer.invite, old?.id ?? null)
  const takesOver = replaced.length > 0
  const row = old ? await renew(tx, ctx, old) : await begin(tx, visit, input, { ...offer, takesOver })
  await storeConsent(tx, visit, row, offer, consent)
  return { kind: 'mint', row, offer, replaced }
}

/** The row of a fresh session, counted with the invite. */
async function begin(
  tx: Tx,
  visit: Visit,
  input: ContinueInput,
  offer: Offer & { takesOver: boolean },
): Promise<LinkSessionRow> {
  const { ctx } = visit
  const { invite, connection, account } = offer
  if (!account || !offer.mode)
    throw new AppError('provider_unset', 'The team has not finished setting this up.')
  const subject = { creatorId: invite.creatorId, ofUserId: connection?.ofUserId ?? null }
  if (!isLoginMode(offer.mode)) await allowLogin(tx, ctx, subject)
  else if (offer.takesOver) await requireLogin(tx, ctx, subject)
  const row = await insertLinkSession(tx, ctx, account, {
    idempotencyKey: randomUUID(),
    purpose: invite.purpose,
    creatorId: invite.creatorId,
    connectionId: connection?.id ?? null,
    providerConnectionId: connection?.providerConnectionId ?? null,
    providerAccountId: account.id,
    geolocation: invite.country
      ? { country: invite.country, state: invite.region ?? undefined, city: invite.city ?? undefined }
      : null,
    note: invite.note,
    browser: input.browser,
    inviteId: invite.id,
    surface: 'phone',
    askedMode: offer.mode,
  })
  await tx
    .update(invites)
    .set({
      started: sql`${invites.started} + 1`,
      timeZone: validTimeZone(input.timeZone) ?? invite.timeZone,
    })
    .where(and(eq(invites.agencyId, ctx.agency.id), eq(invites.id, invite.id)))
  await addEvent(tx, ctx, {
    kind: 'invite.started',
    inviteId: invite.id,
    linkSessionId: row.id,
    connectionId: row.connectionId,
  })
  return row
}

/** What she agreed to, as it was shown; the same text for the same session is stored once. */
async function storeConsent(
  tx: Tx,
  visit: Visit,
  row: LinkSessionRow,
  offer: Offer,
  { text, hash }: ReturnType<typeof consentOf>,
): Promise<void> {
  const { ctx } = visit
  const [known] = await tx
    .select({ id: consents.id })
    .from(consents)
    .where(
      and(
        eq(consents.agencyId, ctx.agency.id),
        eq(consents.linkSessionId, row.id),
        eq(consents.shownHash, hash),
      ),
    )
  if (known) return
  await tx.insert(consents).values({
    agencyId: ctx.agency.id,
    creatorId: row.creatorId,
    inviteId: offer.invite.id,
    linkSessionId: row.id,
    language: offer.language,
    shown: text,
    shownHash: hash,
    userAgent: visit.userAgent,
    address: ctx.address,
    agreedAt: ctx.now(),
  })
}
