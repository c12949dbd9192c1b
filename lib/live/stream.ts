import 'server-only'
import { logger } from '../logger'
import type { Change } from './change'
import type { LiveHub } from './hub'
import type { EndReason, StreamData, StreamEvent, Topic } from './words'
import { isTopic } from './words'

/** Whoever looks: what they may hear is asked anew for each batch, as if each were a request of its own. */
export type Viewer = {
  agencyIds: readonly string[]
  userId: string | null
  /**
   * Reads session and rights again. @returns why they may not follow any more; `less` when they may follow less than
   * before, so that what is shown should be read again; null when all is as it was
   */
  check: () => Promise<EndReason | 'less' | null>
  /** What of these changes they may know of, as topics. */
  topics: (changes: Change[]) => Promise<Topic[]>
}

export type StreamOptions = {
  hub: LiveHub
  viewer: Viewer
  /** From when on to tell what was missed: milliseconds of this server's clock; null: from now on. */
  since: number | null
  signal: AbortSignal
  onClose?: () => void
  batchMs?: number
  checkMs?: number
}

/** Each batch costs a few queries, so a crowd of changes is told together, and the less often the longer it goes on. */
const FIRST_BATCH_MS = 150
const LONGEST_BATCH_MS = 1_200

/** A browser that does not read any more; it will come back. */
const MOST_UNREAD = 200

/** One line of the stream. Refuses anything but topics, so that no value of a row can ever be in it. */
export function encodeEvent(event: StreamEvent, data: StreamData): string {
  for (const topic of data.topics ?? []) if (!isTopic(topic)) throw new Error('Only topics may be streamed.')
  return `event: ${event}\ndata: ${JSON.stringify(data)}\n\n`
}

/**
 * One open stream: collects changes, asks again who looks and what they may see, and tells topics. It asks at least
 * every 15 seconds, also when nothing happens, so that whoever lost the right does not stay.
 */
export class LiveStream {
  private readonly text = new TextEncoder()
  private leave: () => void = () => {}
  private beat: ReturnType<typeof setInterval> | undefined
  private batch: Change[] = []
  private missed = false
  private timer: ReturnType<typeof setTimeout> | undefined
  private isChecking = false
  private wait = FIRST_BATCH_MS
  private toldAt = 0
  private closed = false

  constructor(
    private readonly options: StreamOptions,
    private readonly controller: ReadableStreamDefaultController<Uint8Array>,
  ) {}

  get isClosed(): boolean {
    return this.closed
  }

  open(): void {
    const { hub, viewer, since, signal, checkMs = 15_000 } = this.options
    this.leave = hub.subscribe({
      agencyIds: viewer.agencyIds,
      userId: viewer.userId,
      onChange: (change) => this.add([change]),
      onMissed: () => this.miss(),
      onPoll: () => this.send('poll'),
      onStop: () => this.end('away'),
    })
    if (this.closed) return
    this.beat = setInterval(() => void this.tell(true), checkMs)
    signal.addEventListener('abort', () => this.close())
    this.write('retry: 2000\n\n')
    this.send('hello')
    if (!hub.isHearing) this.send('poll')
    const before = since === null ? [] : hub.since(since, viewer)
    if (before) this.add(before)
    else this.miss()
  }

  /** Says why, and closes. */
  end(why: EndReason): void {
    this.send('end', { why })
    this.close()
  }

  close(): void {
    if (this.closed) return
    this.closed = true
    clearInterval(this.beat)
    clearTimeout(this.timer)
    this.leave()
    this.options.onClose?.()
    try {
      this.controller.close()
    } catch {
      // The browser closed it first.
    }
  }

  private add(changes: Change[]): void {
    if (changes.length === 0) return
    this.batch.push(...changes)
    this.schedule()
  }

  private miss(): void {
    this.missed = true
    this.schedule()
  }

  private schedule(): void {
    if (this.closed || this.timer !== undefined) return
    if (Date.now() - this.toldAt >= 2 * this.wait) this.wait = this.options.batchMs ?? FIRST_BATCH_MS
    this.timer = setTimeout(() => void this.tell(false), this.wait)
  }

  private async tell(isBeat: boolean): Promise<void> {
    if (this.isChecking || this.closed) return
    this.isChecking = true
    clearTimeout(this.timer)
    const changes = this.batch.splice(0)
    if (changes.length > 0) {
      this.toldAt = Date.now()
      this.wait = Math.min(2 * this.wait, LONGEST_BATCH_MS)
    }
    const before = this.missed
    this.missed = false
    try {
      const why = await this.options.viewer.check()
      if (why !== null && why !== 'less') return this.end(why)
      const missed = before || why === 'less'
      const topics = changes.length > 0 ? await this.options.viewer.topics(changes) : []
      if (topics.length > 0) this.send('changed', { topics })
      if (missed) this.send('missed')
      if (isBeat) this.send('beat')
    } catch (error) {
      // Without the database nobody's rights are known; the browser comes back.
      logger.warn({ err: error }, 'live: stream ended')
      this.end('away')
    } finally {
      this.isChecking = false
      this.timer = undefined
    }
    if (this.batch.length > 0 || this.missed) this.schedule()
  }

  private send(event: StreamEvent, more: Omit<StreamData, 'at'> = {}): void {
    this.write(encodeEvent(event, { at: Date.now(), ...more }))
  }

  private write(text: string): void {
    if (this.closed) return
    if ((this.controller.desiredSize ?? 0) < -MOST_UNREAD) this.close()
    else this.controller.enqueue(this.text.encode(text))
  }
}

const HEADERS = {
  'content-type': 'text/event-stream; charset=utf-8',
  // no-transform also keeps Next from compressing it, which would hold lines back.
  'cache-control': 'no-store, no-transform',
  'x-accel-buffering': 'no',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
}

/** The answer that carries a stream. @param onOpen gets the stream, to count it */
export function streamResponse(options: StreamOptions, onOpen: (stream: LiveStream) => void): Response {
  let stream: LiveStream | undefined
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      stream = new LiveStream(options, controller)
      if (options.signal.aborted) stream.close()
      else stream.open()
      if (!stream.isClosed) onOpen(stream)
    },
    cancel() {
      stream?.close()
    },
  })
  return new Response(body, { headers: HEADERS })
}
