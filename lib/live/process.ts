import 'server-only'
import { sql } from 'drizzle-orm'
import { env } from '../env'
import { appDb } from '../system/db'
import { CHANNEL } from './change'
import { LiveHub } from './hub'
import { Listener } from './listener'
import type { LiveStream } from './stream'

/** Open streams of one browser's session or token; the tabs of a browser share one, so this is already many. */
const MOST_OF_ONE = 6
/** Open streams of this process. */
const MOST = 4_000

type Live = { hub: LiveHub; open: Map<string, Set<LiveStream>> }
/** One per process, also when a development server or a second bundle loads this file again. */
const shared = globalThis as unknown as { patchbayLive?: Live }

function start(): Live {
  const live: Live = { hub: new LiveHub(), open: new Map() }
  const listener = new Listener({
    url: env().DATABASE_LISTEN_URL ?? env().DATABASE_URL,
    hub: live.hub,
    say: (text) => appDb().execute(sql`select pg_notify(${CHANNEL}, ${text})`),
  })
  const stop = () => {
    listener.stop()
    live.hub.stop()
  }
  process.once('SIGTERM', stop)
  process.once('SIGINT', stop)
  return live
}

/** What this web process hears of the database. Listens from the first call on. */
export function liveProcess(): Live {
  shared.patchbayLive ??= start()
  return shared.patchbayLive
}

/** True when one more stream is too much for this process. */
export const isFull = (): boolean => liveProcess().hub.size >= MOST

/**
 * Counts a stream for whoever opened it. One too many ends the oldest: it belongs to a tab that was left longest.
 * @returns to be called when it closed
 */
export function countStream(who: string, stream: LiveStream): () => void {
  const { open } = liveProcess()
  const streams = open.get(who) ?? new Set()
  open.set(who, streams)
  streams.add(stream)
  const [oldest] = streams
  if (streams.size > MOST_OF_ONE) oldest?.end('crowded')
  return () => {
    streams.delete(stream)
    if (streams.size === 0 && open.get(who) === streams) open.delete(who)
  }
}
