/** From OFAuth's words to ours. Pure. What is not named here does not leave the adapter. */
import type { ChallengeAction, ChallengeKind } from '../challenge'
import {
  type Counts,
  type Earnings,
  type Profile,
  ProviderError,
  type RemoteConnection,
  type SessionReading,
  type StartedSession,
} from '../types'
import { parseInstant, toProfile as profileOf, toIdentity } from '../wire'
import type { Connection, CountsReply, EarningsReply, LinkInitReply, Self, TwoFactor } from './api-types'
import type { LinkStatus } from './client-link'
import { isClientSecret, isConnectionId } from './ids'

/** Published lifetimes are half an hour to six hours; our own row never waits longer than a day. */
const LONGEST_SESSION_MS = 24 * 3_600_000

const refuse = (why: string) => new ProviderError('invalid_response', `OFAuth link.init: ${why}`)

function toExpiry(answer: LinkInitReply, now: Date): Date {
  const expiresAt = parseInstant(answer.expiresAt)
  if (!expiresAt || expiresAt <= now) throw refuse('no expiry in the future')
  const latest = now.getTime() + LONGEST_SESSION_MS
  return new Date(Math.min(expiresAt.getTime(), latest))
}

/**
 * Reads the answer to an init for a hosted app. A hosted answer has no separate secret: it is the last segment
 * of the URL's path, whatever stands before it.
 */
export function toStartedSession(answer: LinkInitReply, linkOrigins: string[], now: Date): StartedSession {
  if (answer.mode !== 'hosted') throw refuse('a whitelabel answer for a hosted app')
  if (!URL.canParse(answer.url)) throw refuse('no usable session URL')
  const url = new URL(answer.url)
  // An origin says nothing about a user name in front of the host.
  if (url.username !== '' || url.password !== '') throw refuse('no usable session URL')
  // Exact: this is where a person is sent to type a password.
  if (!linkOrigins.includes(url.origin)) throw refuse('a session URL at an origin that is not listed')
  const clientSecret = url.pathname.split('/').filter(Boolean).at(-1) ?? ''
  if (!isClientSecret(clientSecret)) throw refuse('a session URL without a client secret')
  return { url: url.href, clientSecret, expiresAt: toExpiry(answer, now) }
}

/** Reads the answer to an init for a white-label app. */
export function toWhitelabelSession(
  answer: LinkInitReply,
  now: Date,
): { clientSecret: string; expiresAt: Date } {
  if (answer.mode !== 'whitelabel') throw refuse('a hosted answer for a whitelabel app')
  if (!isClientSecret(answer.clientSecret)) throw refuse('no client secret')
  return { clientSecret: answer.clientSecret, expiresAt: toExpiry(answer, now) }
}

const KINDS: Record<string, ChallengeKind> = {
  phone: 'sms',
  app: 'app',
  face: 'face',
  forceFace: 'forced_face',
}

/** When the code ends: told, or from when it was sent and how long it lives. */
function codeExpiry(code: TwoFactor['phoneCode']): string | null {
  if (!code) return null
  if (code.expirationDate) return code.expirationDate.toISOString()
  if (!code.lastSentDate || code.expirationSeconds === null) return null
  const at = code.lastSentDate.getTime() + code.expirationSeconds * 1000
  // A date has an end, and a count of seconds has none.
  return Number.isFinite(new Date(at).getTime()) ? new Date(at).toISOString() : null
}

/** A status says of a wrong code no more than that a try is used up. */
const usedUpOne = (code: TwoFactor['phoneCode']): boolean =>
  code?.checkAttemptsLeft != null &&
  code.checkAttemptsLimit !== null &&
  code.checkAttemptsLeft < code.checkAttemptsLimit

/** No message was sent yet: then the app, whose code is at hand, comes before it. */
function readyFirst(kinds: Set<ChallengeKind>, code: TwoFactor['phoneCode']): ChallengeKind[] {
  const all = [...kinds]
  return kinds.has('app') && !code?.lastSentDate
    ? all.sort((a, b) => Number(b === 'app') - Number(a === 'app'))
    : all
}

/** On OFAuth's own page it asks; in ours we do. A face check has no step of its own: it is done in OnlyFans' app. */
function actionsOf(kinds: Set<ChallengeKind>, sendsLeft: number | null): ChallengeAction[] {
  const actions: ChallengeAction[] = []
  if (kinds.has('sms') || kinds.has('app') || kinds.size === 0) actions.push('enter_code')
  if (kinds.has('sms') && sendsLeft !== 0) actions.push('send_code')
  return actions
}

/**
 * A second factor in our words.
 * @param whose `isOurs`: a white-label session, whose code our own form takes. `isWrong`: the last code was refused.
 */
export function toChallenge(
  state: TwoFactor | null,
  whose: { isOurs: boolean; isWrong: boolean },
): SessionReading {
  const kinds = new Set<ChallengeKind>()
  for (const option of state?.options ?? []) {
    const kind = typeof option === 'string' && Object.hasOwn(KINDS, option) ? KINDS[option] : undefined
    if (kind) kinds.add(kind)
  }
  const sendsLeft = state?.phoneCode?.requestAttemptsLeft ?? null
  return {
    state: 'challenge',
    challenge: {
      kinds: whose.isOurs ? readyFirst(kinds, state?.phoneCode ?? null) : [...kinds],
      hint: state?.phoneLast4 ?? null,
      actions: whose.isOurs ? actionsOf(kinds, sendsLeft) : [],
      attemptsLeft: state?.phoneCode?.checkAttemptsLeft ?? null,
      expiresAt: codeExpiry(state?.phoneCode ?? null),
      // `lastSentDate` is told, but not how long to wait after it.
      resendAt: null,
      sendsLeft,
      faceTriesLeft: state?.faceCode?.requestAttemptsLeft ?? null,
      rejected: whose.isWrong || (whose.isOurs && usedUpOne(state?.phoneCode ?? null)),
    },
    links: null,
  }
}

/**
 * Null where the provider's word says nothing that we know: an unlisted status, a completed one without a user.
 * @param isOurs a white-label session: its login was sent as soon as it was made, so it is never just open
 */
export function toReading(reply: LinkStatus, isOurs: boolean): SessionReading | null {
  switch (reply.status) {
    case 'initialized':
      return isOurs ? { state: 'authenticating', lastError: null, progress: null } : { state: 'open' }
    case 'pending':
      return { state: 'authenticating', lastError: null, progress: null }
    case 'invalid_credentials':
      return { state: 'authenticating', lastError: 'invalid_credentials', progress: null }
    case 'awaiting_2fa':
      return toChallenge(reply.twoFactor, { isOurs, isWrong: false })
    case 'denied':
      return { state: 'denied' }
    case 'failed':
      return { state: 'failed', code: null }
    case 'not_found':
      return { state: 'gone' }
    case 'unknown':
      return isOurs ? { state: 'authenticating', lastError: null, progress: reply.word } : null
    case 'completed': {
      if (!reply.completed) return null
      const { id, userData } = reply.completed
      return {
        state: 'completed',
        connectionId: isConnectionId(id) ? id : null,
        identity: toIdentity(userData),
      }
    }
  }
}

export function toRemoteConnection(item: Connection): RemoteConnection {
  return {
    id: item.id,
    status: item.status,
    identity: toIdentity(item.userData),
    permissions: item.permissions,
    referenceId: item.clientReferenceId,
    imported: item.imported,
    createdAt: item.createdAt,
    updatedAt: item.updatedAt,
    expiredAt: item.expiredAt,
    lastCheckedAt: item.lastCheckedAt,
  }
}

/** Throws `reauth_required` (detail `signed_out`) for `isAuth: false`. */
export function toProfile(self: Self): Profile {
  if (!self.isAuth) {
    throw new ProviderError('reauth_required', 'OFAuth access.self: nobody is signed in', {
      detail: 'signed_out',
    })
  }
  return profileOf(self)
}

export function toCounts(reply: CountsReply): Counts {
  const { active, expired, all, activeOnline } = reply.subscribers
  return {
    subscribers: { active, expired, all, online: activeOnline },
    subscriptions: {
      active: reply.subscriptions.active,
      expired: reply.subscriptions.expired,
      all: reply.subscriptions.all,
    },
    bookmarks: reply.bookmarks,
  }
}

/** Points in order of their days; the total is summed up, to the cent, where the reply has none. */
export function toEarnings(reply: EarningsReply, range: { from: string; to: string }): Earnings {
  const points = reply.chart
    .map((point) => ({ date: point.date.slice(0, 10), amount: point.count }))
    .sort((a, b) => a.date.localeCompare(b.date))
  const sum = points.reduce((total, point) => total + point.amount, 0)
  return { points, total: reply.total ?? Math.round(sum * 100) / 100, from: range.from, to: range.to }
}
