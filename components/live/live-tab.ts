import { Leader, type Locks } from './leader'
import { type LiveMessage, toMessage } from './messages'
import { Paced } from './paced'
import { askStatus, Poller } from './poller'
import type { Registry } from './registry'
import { StreamLoop } from './stream-loop'

/** A short break is no reason to poll. */
const GRACE_MS = 2_500
/** After the end of the session: a sign-out in this very tab goes its own way first. */
const LEAVE_MS = 1_000
/** The clocks of two web processes may differ a little. */
const SKEW_MS = 1_000

type Options = {
  /** Whose stream of what: tabs with the same name share one; null: this tab shares with nobody. */
  name: string | null
  url: string
  registry: Registry
  /** Something that is shown changed. */
  onStale: () => void
}

const isVisible = () => document.visibilityState === 'visible'

/**
 * What keeps one tab up to date. Of all visible tabs of a browser one holds the stream and passes on what it hears; a
 * hidden tab lets go. Where there is no stream, each visible tab asks for itself.
 */
export class LiveTab {
  private readonly channel: BroadcastChannel | null
  private readonly leader: Leader
  private readonly poller: Poller
  private readonly frame: Paced
  private loop: StreamLoop | null = null
  private grace: ReturnType<typeof setTimeout> | undefined
  private lastAt: number | null = null
  private isOver = false

  constructor(private readonly options: Options) {
    const { name, registry, onStale } = options
    this.channel = name && 'BroadcastChannel' in window ? new BroadcastChannel(`patchbay-live ${name}`) : null
    const locks: Locks | undefined = name && this.channel ? navigator.locks : undefined
    this.leader = new Leader(`patchbay-live ${name}`, locks, () => this.lead())
    this.poller = new Poller({ status: () => registry.status('page'), isVisible, onStale })
    this.frame = new Paced({
      firstMs: 1_000,
      longestMs: 8_000,
      mayRun: () => isVisible() && navigator.onLine && !this.isOver,
      run: () => void this.askFrame(),
    })
    registry.onStale(onStale)
    this.channel?.addEventListener('message', this.onTold)
    document.addEventListener('visibilitychange', this.onVisibility)
    window.addEventListener('online', this.onBack)
    window.addEventListener('pageshow', this.onBack)
    this.onVisibility()
  }

  stop(): void {
    this.channel?.removeEventListener('message', this.onTold)
    document.removeEventListener('visibilitychange', this.onVisibility)
    window.removeEventListener('online', this.onBack)
    window.removeEventListener('pageshow', this.onBack)
    this.end()
    this.channel?.close()
  }

  private readonly onTold = (event: MessageEvent) => {
    const message = toMessage(event.data)
    if (message) this.hear(message)
  }

  private readonly onVisibility = () => {
    if (this.isOver) return
    if (isVisible()) {
      this.leader.compete()
      this.loop?.nudge()
      this.frame.plan()
      return
    }
    this.leader.release()
    this.poller.stop()
    clearTimeout(this.grace)
    this.grace = undefined
  }

  private readonly onBack = (event: Event) => {
    this.loop?.nudge()
    this.frame.plan()
    // Out of the browser's memory comes what was.
    if (event instanceof PageTransitionEvent && event.persisted) this.options.onStale()
  }

  /** Opens the stream for all tabs. @returns how to close it */
  private lead(): () => void {
    const loop = new StreamLoop({
      url: () => this.address(),
      onMessage: (message) => this.tell(message),
      onDown: () => this.tell({ event: 'down', at: this.lastAt ?? 0 }),
      onOver: (refused) => {
        this.end()
        if (refused) this.options.onStale()
      },
    })
    this.loop = loop
    return () => {
      loop.stop()
      this.loop = null
    }
  }

  private address(): string {
    const since = this.lastAt === null ? this.options.registry.since() : this.lastAt - SKEW_MS
    const { url } = this.options
    return since === null ? url : `${url}${url.includes('?') ? '&' : '?'}since=${Math.floor(since)}`
  }

  private tell(message: LiveMessage): void {
    this.channel?.postMessage(message)
    this.hear(message)
  }

  private hear({ event, at, topics = [], why }: LiveMessage): void {
    if (event !== 'down') this.lastAt = Math.max(this.lastAt ?? 0, at)
    if (event === 'down') this.grace ??= setTimeout(() => this.poller.start(), GRACE_MS)
    else if (event === 'poll') this.poller.start()
    else if (event === 'hello') this.isBack()
    else if (event === 'end') this.leave(why)
    // What changes by time alone is told by nobody.
    else if (event === 'beat') this.compare()
    else if (event === 'missed') {
      this.poller.stop()
      this.options.onStale()
    } else if (event === 'changed') {
      const shown = this.options.registry.hear(topics, at)
      if (shown === 'page') this.options.onStale()
      else if (shown) this.frame.want()
    }
  }

  private isBack(): void {
    clearTimeout(this.grace)
    this.grace = undefined
    this.poller.stop()
    this.compare()
  }

  private compare(): void {
    if (isVisible()) void this.poller.compare().catch(() => false)
  }

  /** Most changes do not alter the frame: a short question saves rendering the page. */
  private async askFrame(): Promise<void> {
    const status = this.options.registry.status('frame')
    this.frame.setBusy(true)
    const isSame = status ? await askStatus(status).catch(() => null) : false
    if (isSame === false) this.options.onStale()
    if (isSame === null) this.frame.want()
    this.frame.setBusy(false)
  }

  private leave(why: LiveMessage['why']): void {
    if (why === 'crowded') {
      this.leader.release()
      this.poller.start()
    }
    if (why !== 'signed_out' && why !== 'no_access') return
    this.end()
    this.grace = setTimeout(() => this.options.onStale(), LEAVE_MS)
  }

  private end(): void {
    this.isOver = true
    this.leader.release()
    this.poller.stop()
    this.frame.stop()
    clearTimeout(this.grace)
  }
}
