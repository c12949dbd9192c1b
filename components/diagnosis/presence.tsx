import { RelativeTime } from '@/components/ui/relative-time'
import type { LiveReconnect } from '@/lib/link-sessions/live-reconnect'
import { liveWords } from '../connections/live-words'

/** "Ana is reconnecting @jane, 20 s ago", with a sign that it is going on. */
export function Presence({
  live,
  username,
  creatorName,
}: {
  live: LiveReconnect
  username: string
  creatorName: string
}) {
  return (
    <span className="inline-flex min-w-0 items-baseline gap-2">
      <span aria-hidden className="relative flex size-2 shrink-0 self-center">
        <span className="absolute inline-flex size-full rounded-full bg-info opacity-60 motion-safe:animate-ping" />
        <span className="relative inline-flex size-2 rounded-full bg-info" />
      </span>
      <span className="min-w-0">
        {liveWords(live, { username, creatorName })}, <RelativeTime at={live.startedAt} fine />
      </span>
    </span>
  )
}
