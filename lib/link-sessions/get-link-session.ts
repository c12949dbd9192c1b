import 'server-only'
import { and, eq } from 'drizzle-orm'
import { connections } from '@/db/schema/connections'
import { creators } from '@/db/schema/creators'
import { invites } from '@/db/schema/invites'
import { linkSessions } from '@/db/schema/link-sessions'
import { users } from '@/db/schema/users'
import { actorId, type Ctx, inAgency } from '../auth/context'
import { may, requirePermission } from '../auth/permissions'
import { env } from '../env'
import { notFound } from '../errors'
import { attemptViewOf } from '../login/attempt-view'
import { loginBudget, subjectOf } from '../login/budget'
import type { AttemptView, BudgetView } from '../login/view'
import { adapterFor } from '../provider-accounts/adapter-for'
import type { LinkMode, ProviderId } from '../providers/types'
import { choicesOf, type ReviewChoice } from './decide'
import type { LinkSessionRow } from './move'
import { resumeUrl } from './resume'
import type { LinkState } from './states'
import { CANCEL_STEPS, outcomeWords, REVIEW_WORDS, STATE_LABELS, type Words } from './words'

export type IdentityView = {
  ofUserId: string
  username: string
  displayName: string
  avatarUrl: string | null
}

export type LinkSessionView = {
  id: string
  state: LinkState
  label: string
  provider: ProviderId
  mode: LinkMode
  purpose: 'connect' | 'reconnect'
  creator: { id: string; name: string }
  /** The connection to repair, on reconnect. */
  connection: ({ id: string } & IdentityView) | null
  resultConnectionId: string | null
  startedBy: string | null
  startedByMe: boolean
  /** The invite through which the creator began it herself. */
  inviteId: string | null
  createdAt: Date
  expiresAt: Date
  stateChangedAt: Date
  challenge: {
    kinds: string[]
    hint: string | null
    attemptsLeft: number | null
    expiresAt: string | null
  } | null
  /** What happened and what to do next, for states that need words. */
  outcome: Words | null
  /** The callback address that an admin must allow at the provider; only when that is what is wrong. */
  callbackUrl: string | null
  review: { reason: string; words: Words; candidate: IdentityView; choices: ReviewChoice[] } | null
  /** This browser can go on at the provider's page. The page itself asks for the address when it is needed. */
  canResume: boolean
  /** Begun a moment ago: a dialog opens by itself. */
  isFresh: boolean
  /** The provider has a page of its own, for when its dialog is blocked. */
  hasPage: boolean
  canStop: boolean
  /** The logins that are left, where this browser can go on at the provider's page; null elsewhere. */
  logins: BudgetView | null
  /** The live attempt of a login mode, for its form and its challenge; null in the others. */
  attempt: AttemptView | null
}

const FRESH_MS = 20_000

function load(ctx: Ctx, input: { linkSessionId: string; browser: string | null }) {
  return inAgency(ctx, async (tx) => {
    const [one] = await tx
      .select({
        row: linkSessions,
        creatorName: creators.name,
        startedBy: users.name,
        inviter: invites.createdBy,
        connection: {
          id: connections.id,
          ofUserId: connections.ofUserId,
          username: connections.username,
          displayName: connections.displayName,
          avatarUrl: connections.avatarUrl,
        },
      })
      .from(linkSessions)
      .innerJoin(
        creators,
        and(eq(creators.agencyId, linkSessions.agencyId), eq(creators.id, linkSessions.creatorId)),
      )
      .leftJoin(users, eq(users.id, linkSessions.initiatedBy))
      .leftJoin(
        invites,
        and(eq(invites.agencyId, linkSessions.agencyId), eq(invites.id, linkSessions.inviteId)),
      )
      .leftJoin(
        connections,
        and(eq(connections.agencyId, linkSessions.agencyId), eq(connections.id, linkSessions.connectionId)),
      )
      .where(and(eq(linkSessions.agencyId, ctx.agency.id), eq(linkSessions.id, input.linkSessionId)))
    const party = { ctx, browser: input.browser, side: 'team' as const }
    if (!one) return null
    const { row } = one
    const canResume = row.expiresAt > ctx.now() && resumeUrl(row, input.browser) !== null
    return {
      ...one,
      canResume,
      logins: canResume ? await loginBudget(tx, ctx, await subjectOf(tx, ctx, row)) : null,
      attempt: await attemptViewOf(tx, party, row),
    }
  })
}

/** One Link session as its status page shows it. Throws `not_found`. */
export async function getLinkSession(
  ctx: Ctx,
  input: { linkSessionId: string; browser: string | null },
): Promise<LinkSessionView> {
  requirePermission(ctx, 'connections.read')
  const found = await load(ctx, input)
  if (!found) throw notFound('Link session')
  const { row } = found
  const startedByMe = row.initiatedBy !== null && row.initiatedBy === actorId(ctx)
  const invitedByMe = found.inviter !== null && found.inviter === actorId(ctx)
  return {
    id: row.id,
    state: row.state,
    label: STATE_LABELS[row.state],
    provider: row.provider,
    mode: row.mode,
    purpose: row.purpose,
    creator: { id: row.creatorId, name: found.creatorName },
    connection: found.connection?.id ? found.connection : null,
    resultConnectionId: row.resultConnectionId,
    startedBy: found.startedBy ?? (row.inviteId ? 'The creator' : null),
    startedByMe,
    inviteId: row.inviteId,
    createdAt: row.createdAt,
    expiresAt: row.expiresAt,
    stateChangedAt: row.stateChangedAt,
    challenge: row.challenge,
    outcome: outcomeOf(row),
    callbackUrl:
      row.outcomeCode === 'misconfigured' ? `${env().APP_ORIGIN}/api/link/callback/${row.provider}` : null,
    review: reviewOf(ctx, row, startedByMe || invitedByMe),
    canResume: found.canResume,
    logins: found.logins,
    isFresh: ctx.now().getTime() - row.createdAt.getTime() < FRESH_MS,
    hasPage: row.mode === 'embed' && (await hasPage(ctx, row)),
    canStop: ['created', 'open', 'authenticating', 'challenge', 'verifying'].includes(row.state),
    attempt: found.attempt,
  }
}

async function hasPage(ctx: Ctx, row: LinkSessionRow): Promise<boolean> {
  const { adapter } = await adapterFor(ctx, row.providerAccountId)
  return adapter.capabilities.modes.includes('redirect')
}

function outcomeOf(row: LinkSessionRow): Words | null {
  if (row.state === 'cancelled')
    return {
      what: `The login was cancelled ${CANCEL_STEPS[row.outcomeCode ?? 'other'] ?? CANCEL_STEPS.other}.`,
      next:
        row.purpose === 'reconnect'
          ? 'The connection was not changed. Start again when the creator is ready.'
          : 'Nothing was connected. Start again when the creator is ready.',
    }
  if (row.state === 'expired')
    return {
      what: 'The session ran out of time before the login was finished.',
      next: 'Start a new one. Nothing was changed.',
    }
  if (row.state === 'dropped')
    return {
      what: 'The account that logged in was not kept.',
      next: 'Start again with the right account if you still need it.',
    }
  if (row.state === 'failed' || row.state === 'revoked') return outcomeWords(row.outcomeCode)
  return null
}

/** Who may decide: the initiator (of an invite's session who made the invite), or an admin. Others see that it waits, not the choices. */
function reviewOf(ctx: Ctx, row: LinkSessionRow, isMine: boolean): LinkSessionView['review'] {
  if (row.state !== 'needs_review' || !row.candidate) return null
  const reason = row.reviewReason ?? 'browser_not_returned'
  const { ofUserId, username, displayName, avatarUrl } = row.candidate
  return {
    reason,
    words: REVIEW_WORDS[reason] ?? {
      what: 'This result waits for a decision.',
      next: 'Confirm it, or delete it at the provider.',
    },
    candidate: { ofUserId, username, displayName, avatarUrl },
    choices: isMine || may(ctx, 'link_sessions.review_any') ? choicesOf(reason) : [],
  }
}
