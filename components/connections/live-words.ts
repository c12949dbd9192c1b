import type { LiveReconnect } from '@/lib/link-sessions/live-reconnect'

/** Who is at it: "You", a colleague, or the creator herself. */
export function liveWho(
  live: Pick<LiveReconnect, 'mine' | 'byCreator' | 'startedBy'>,
  creatorName: string,
): string {
  if (live.mine) return 'You'
  if (live.byCreator) return creatorName
  return live.startedBy ?? 'Somebody'
}

/** "Ana is reconnecting @jane"; the time follows it. */
export function liveWords(
  live: Pick<LiveReconnect, 'mine' | 'byCreator' | 'startedBy'>,
  of: { username: string; creatorName: string },
): string {
  if (live.mine) return `You are reconnecting @${of.username}`
  if (live.byCreator) return `${of.creatorName} is reconnecting @${of.username} herself`
  return `${liveWho(live, of.creatorName)} is reconnecting @${of.username}`
}
