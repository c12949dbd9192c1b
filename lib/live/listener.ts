import 'server-only'
import postgres from 'postgres'
import { randomToken } from '../crypto/random'
import { logger } from '../logger'
import { CHANNEL, readChange } from './change'
import type { LiveHub } from './hub'

type Options = {
  /** A database address whose server keeps a connection for itself; a pooler that shares them hears nothing. */
  url: string
  hub: LiveHub
  /** Says something on the channel by another connection, to learn whether it is heard. */
  say: (text: string) => Promise<unknown>
  everyMs?: number
  patienceMs?: number
}

const LONGEST_WAIT_MS = 15_000

/**
 * The one connection of a web process that listens. Every few seconds it hears itself or is made anew: a connection may
 * look alive and be dead, and behind a pooler LISTEN succeeds and says nothing for ever.
 */
export class Listener {
  private stopped = false
  private wake: () => void = () => {}
  private readonly polls: ReturnType<typeof setInterval>

  constructor(private readonly options: Options) {
    this.polls = setInterval(() => options.hub.poll(), 5_000)
    this.polls.unref()
    void this.run()
  }

  stop(): void {
    this.stopped = true
    clearInterval(this.polls)
    this.wake()
  }

  private async run(): Promise<void> {
    let wait = 500
    while (!this.stopped) {
      const since = Date.now()
      try {
        await this.listen()
      } catch (error) {
        if (!this.stopped) logger.warn({ err: error }, 'live: not listening')
      }
      this.options.hub.stopHearing()
      this.options.hub.poll()
      wait = Date.now() - since > 60_000 ? 500 : Math.min(wait * 2, LONGEST_WAIT_MS)
      await this.pause(wait)
    }
  }

  /** Listens until it does not hear itself any more. */
  private async listen(): Promise<void> {
    const { url, hub, say, everyMs = 10_000, patienceMs = 5_000 } = this.options
    const me = randomToken()
    let isNew = true
    let heard: () => void = () => {}
    const client = postgres(url, {
      max: 1,
      connect_timeout: 10,
      onnotice: () => {},
      connection: { application_name: 'patchbay-live' },
    })
    try {
      const onMessage = (text: string) => {
        if (text === me) return heard()
        const change = readChange(text)
        if (change) hub.publish(change)
      }
      // Called again after each reconnect, when messages may have been lost.
      await client.listen(CHANNEL, onMessage, () => {
        isNew = true
        this.wake()
        say(me).catch(() => {})
      })
      while (!this.stopped) {
        const echo = new Promise<void>((resolve) => {
          heard = resolve
        })
        await say(me)
        await withDeadline(echo, patienceMs)
        if (isNew) hub.startHearing()
        isNew = false
        await this.pause(everyMs)
      }
    } finally {
      await client.end({ timeout: 1 }).catch(() => {})
    }
  }

  private pause(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms)
      timer.unref()
      this.wake = () => {
        clearTimeout(timer)
        resolve()
      }
    })
  }
}

async function withDeadline(promise: Promise<void>, ms: number): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('The channel does not answer.')), ms)
    timer.unref()
  })
  try {
    await Promise.race([promise, late])
  } finally {
    clearTimeout(timer)
  }
}
