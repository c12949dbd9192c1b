import {
  and,
  eq,
  exists,
  gt,
  gte,
  inArray,
  isNotNull,
  isNull,
  lt,
  not,
  notExists,
  or,
  type SQL,
  sql,
} from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { Tx } from '@/db/client'
import { connections } from '@/db/schema/connections'
import { inviteTokens } from '@/db/schema/invite-tokens'
import { invites } from '@/db/schema/invites'
import { linkSessions } from '@/db/schema/link-sessions'
import { mails } from '@/db/schema/mails'
import { orphans } from '@/db/schema/orphans'
import { providerDeletions } from '@/db/schema/provider-deletions'
import type { Ctx } from '../auth/context'
import { CONNECTION_CAUSES } from './words'

/**
 * What needs somebody, as conditions. The page and the number in the navigation are made of these same ones, so
 * they cannot disagree. Each asks for the agency; which creators count is decided by row-level security.
 */

/** One failed try at a deletion is weather; from the second on somebody should know. */
const REPEATED = 2
/** An undelivered mail of longer ago is no news. */
const MAIL_NEWS_MS = 30 * 86_400_000

const waiting = alias(linkSessions, 'waiting')
const later = alias(mails, 'later')
const sibling = alias(invites, 'sibling')
const target = alias(connections, 'target')

/** Connections that deliver no data or soon will not; one that waits in a review is counted as that review. */
export function needyConnections(ctx: Ctx, tx: Tx): SQL | undefined {
  const inReview = tx
    .select({ id: waiting.id })
    .from(waiting)
    .where(
      and(
        eq(waiting.agencyId, ctx.agency.id),
        eq(waiting.connectionId, connections.id),
        eq(waiting.state, 'needs_review'),
        isNotNull(waiting.candidate),
      ),
    )
  return and(
    eq(connections.agencyId, ctx.agency.id),
    isNull(connections.endedAt),
    or(isNotNull(connections.brokenSince), eq(connections.status, 'expiring')),
    not(and(eq(connections.status, 'needs_review'), exists(inReview)) ?? sql`false`),
  )
}

/** The group that a connection belongs to: a code of CONNECTION_CAUSES. */
export function connectionCause(): SQL<string> {
  const known = CONNECTION_CAUSES.filter((cause) => cause !== 'other_reason')
  return sql<string>`case
    when ${connections.status} = 'expiring' then 'renewal_due'
    when ${connections.status} = 'needs_review' then 'other_user'
    when ${inArray(connections.statusReason, known)} then ${connections.statusReason}
    else 'other_reason' end`
}

export function waitingReviews(ctx: Ctx): SQL | undefined {
  return and(
    eq(linkSessions.agencyId, ctx.agency.id),
    eq(linkSessions.state, 'needs_review'),
    isNotNull(linkSessions.candidate),
  )
}

export function openOrphans(ctx: Ctx): SQL | undefined {
  return and(eq(orphans.agencyId, ctx.agency.id), isNull(orphans.resolvedAt))
}

/** Limited staff does not see them: they belong to the agency, not to a creator. */
export function stuckDeletions(ctx: Ctx): SQL | undefined {
  const limited = ctx.actor.kind === 'user' && ctx.actor.assignedOnly
  return and(
    eq(providerDeletions.agencyId, ctx.agency.id),
    isNull(providerDeletions.confirmedAt),
    gte(providerDeletions.attempts, REPEATED),
    limited ? sql`false` : undefined,
  )
}

/**
 * She asked for a new link, and since then got none: no new token, no newer invite for the same purpose, and the
 * connection that it was for is still broken.
 */
export function unansweredAsks(ctx: Ctx, tx: Tx): SQL | undefined {
  const newerToken = tx
    .select({ id: inviteTokens.inviteId })
    .from(inviteTokens)
    .where(
      and(
        eq(inviteTokens.agencyId, ctx.agency.id),
        eq(inviteTokens.inviteId, invites.id),
        gt(inviteTokens.createdAt, invites.askedAgainAt),
      ),
    )
  const newerInvite = tx
    .select({ id: sibling.id })
    .from(sibling)
    .where(
      and(
        eq(sibling.agencyId, ctx.agency.id),
        eq(sibling.creatorId, invites.creatorId),
        eq(sibling.purpose, invites.purpose),
        sql`${sibling.connectionId} is not distinct from ${invites.connectionId}`,
        gt(sibling.createdAt, invites.askedAgainAt),
      ),
    )
  const works = tx
    .select({ id: target.id })
    .from(target)
    .where(
      and(
        eq(target.agencyId, ctx.agency.id),
        eq(target.id, invites.connectionId),
        or(isNotNull(target.endedAt), eq(target.status, 'active')),
      ),
    )
  return and(
    eq(invites.agencyId, ctx.agency.id),
    isNotNull(invites.askedAgainAt),
    notExists(newerToken),
    notExists(newerInvite),
    notExists(works),
  )
}

/** Mails with a link that did not arrive: the newest of their invite, which is open and was not looked at since. */
export function undelivered(ctx: Ctx, tx: Tx): SQL | undefined {
  const now = ctx.now()
  const kinds = ['invite', 'reminder', 'reconnect'] as const
  const newer = tx
    .select({ id: later.id })
    .from(later)
    .where(
      and(
        eq(later.agencyId, ctx.agency.id),
        sql`${later.refs}->>'inviteId' = ${mails.refs}->>'inviteId'`,
        inArray(later.kind, [...kinds]),
        gt(later.createdAt, mails.createdAt),
      ),
    )
  return and(
    eq(mails.agencyId, ctx.agency.id),
    eq(mails.status, 'failed'),
    inArray(mails.kind, [...kinds]),
    gt(mails.createdAt, new Date(now.getTime() - MAIL_NEWS_MS)),
    isNull(invites.revokedAt),
    gt(invites.expiresAt, now),
    lt(invites.uses, invites.maxUses),
    or(isNull(invites.lastOpenedAt), lt(invites.lastOpenedAt, mails.createdAt)),
    notExists(newer),
  )
}

/** How a mail belongs to its invite. */
export function ofInvite(): SQL | undefined {
  return and(eq(invites.agencyId, mails.agencyId), sql`${mails.refs}->>'inviteId' = ${invites.id}::text`)
}
