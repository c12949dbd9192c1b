import { EventLines, type LiveMessage } from './messages'

const FIRST_WAIT_MS = 1_000
const LONGEST_WAIT_MS = 30_000
/** The server says something every fifteen seconds; longer silence is a line that died, or a machine that slept. */
const SILENCE_MS = 40_000

type Options = {
  /** The address, with what was missed since. */
  url: () => string
  onMessage: (message: LiveMessage) => void
  /** There is no stream at the moment; it is tried again. */
  onDown: () => void
  /** There will be none: nothing to hear, or nobody signed in. */
  onOver: (refused: boolean) => void
}

/** Keeps one stream open: opens it again when it breaks, sooner first and then later. */
export class StreamLoop {
  private readonly stopped = new AbortController()
  private current: AbortController | null = null
  private lastByte = 0
  private wait = FIRST_WAIT_MS
  private wake: () => void = () => {}
  private readonly watch: ReturnType<typeof setInterval>

  constructor(private readonly options: Options) {
    this.watch = setInterval(() => this.dropIfSilent(SILENCE_MS), 5_000)
    void this.run()
  }

  stop(): void {
    this.stopped.abort()
    this.current?.abort()
    clearInterval(this.watch)
    this.wake()
  }

  /** The network or the person came back: no reason to wait any longer. */
  nudge(): void {
    this.wait = FIRST_WAIT_MS
    this.dropIfSilent(SILENCE_MS / 2)
    this.wake()
  }

  private dropIfSilent(ms: number): void {
    if (this.current && Date.now() - this.lastByte > ms) this.current.abort()
  }

  private async run(): Promise<void> {
    while (!this.stopped.signal.aborted) {
      // Without a network there is nothing to try; `online` wakes it.
      const goesOn = navigator.onLine ? await this.once().catch(() => true) : true
      if (this.stopped.signal.aborted) return
      if (!goesOn) return this.stop()
      this.options.onDown()
      await this.pause(this.wait * (0.75 + Math.random() / 2))
      this.wait = Math.min(this.wait * 2, LONGEST_WAIT_MS)
    }
  }

  /** @returns false when it is no use to try again */
  private async once(): Promise<boolean> {
    this.current = new AbortController()
    this.lastByte = Date.now()
    const response = await fetch(this.options.url(), {
      headers: { accept: 'text/event-stream' },
      cache: 'no-store',
      signal: this.current.signal,
    })
    if (response.status === 204 || response.status === 404) {
      this.options.onOver(response.status === 404)
      return false
    }
    if (!response.ok || !response.body) throw new Error(`The stream answered ${response.status}.`)
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader()
    const lines = new EventLines()
    for (;;) {
      const { done, value } = await reader.read()
      if (done || this.stopped.signal.aborted) return true
      this.lastByte = Date.now()
      for (const message of lines.push(value)) {
        this.wait = FIRST_WAIT_MS
        this.options.onMessage(message)
      }
    }
  }

  private pause(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms)
      this.wake = () => {
        clearTimeout(timer)
        resolve()
      }
    })
  }
}
