import { pick, unit } from '../state/ids'
import type { Connection } from '../state/schema'

const DAY_MS = 86_400_000

type Who = Pick<Connection, 'ofUserId' | 'kind'>

/** How large a creator is, from a few dozen subscribers to a few thousand; most are small. */
export function sizeOf(who: Pick<Connection, 'ofUserId'>): number {
  return Math.round(60 * 70 ** unit(`size:${who.ofUserId}`))
}

/** Grows by a few percent a month and moves a little every day. */
function activeSubscribers(who: Who, now: number): number {
  if (who.kind === 'fan') return 0
  const day = Math.floor(now / DAY_MS)
  const months = (now - Date.UTC(2026, 0, 1)) / (30 * DAY_MS)
  const growth = 1 + (unit(`growth:${who.ofUserId}`) * 0.06 - 0.01) * months
  return Math.max(3, Math.round(sizeOf(who) * growth + (unit(`drift:${who.ofUserId}:${day}`) - 0.5) * 6))
}

/** The counting fields of `GET /v2/access/self`. */
export function profileCountsOf(who: Who, now: number) {
  const creator = who.kind === 'creator'
  const id = who.ofUserId
  const posts = creator ? pick(`posts:${id}`, 40, 900) : 0
  return {
    isVerified: creator && unit(`verified:${id}`) > 0.08,
    subscribersCount: creator ? activeSubscribers(who, now) : null,
    postsCount: posts,
    photosCount: Math.round(posts * (1 + unit(`photos:${id}`) * 2)),
    videosCount: Math.round(posts * unit(`videos:${id}`) * 0.6),
  }
}

/** The body of `GET /v2/access/subscriptions/count`. */
export function countsOf(who: Who, now: number) {
  const id = who.ofUserId
  const active = activeSubscribers(who, now)
  const creator = who.kind === 'creator'
  const expired = creator ? Math.round(active * (1.4 + unit(`lost:${id}`) * 2)) : 0
  const following = pick(`following:${id}`, creator ? 2 : 5, creator ? 60 : 40)
  const left = pick(`left:${id}`, 0, 30)
  return {
    subscriptions: {
      active: following,
      muted: pick(`muted:${id}`, 0, 3),
      restricted: 0,
      expired: left,
      blocked: 0,
      attention: pick(`attention:${id}`, 0, 2),
      all: following + left,
    },
    subscribers: {
      active,
      muted: creator ? pick(`sub-muted:${id}`, 0, 8) : 0,
      restricted: creator ? pick(`sub-restricted:${id}`, 0, 12) : 0,
      expired,
      blocked: creator ? pick(`sub-blocked:${id}`, 0, 20) : 0,
      all: active + expired,
      activeOnline: creator
        ? Math.round(active * (0.02 + unit(`online:${id}:${Math.floor(now / 600_000)}`) * 0.08))
        : 0,
    },
    bookmarks: pick(`bookmarks:${id}`, 0, 120),
  }
}
