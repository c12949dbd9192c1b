import { type Change, personOf } from './change'

/** How long a change is kept for those whose stream was away. */
const KEEP_MS = 90_000
const KEEP_MOST = 5_000

export type Subscriber = {
  agencyIds: readonly string[]
  /** The person who looks; null for a creator without an account. */
  userId: string | null
  onChange: (change: Change) => void
  /** Changes may have been lost: what is shown should be read again. */
  onMissed: () => void
  /** Nothing is heard from the database; look for yourself. */
  onPoll: () => void
  /** The process stops. */
  onStop: () => void
}

/**
 * Hands what the database tells to the open streams of this process, by agency and by person. It remembers the last
 * minute and a half, so that a stream that was away for a moment misses nothing. Who may see what is not decided here.
 */
export class LiveHub {
  private readonly subscribers = new Set<Subscriber>()
  private kept: { at: number; change: Change }[] = []
  private completeSince = Number.POSITIVE_INFINITY
  private hears = false
  private stopped = false

  constructor(private readonly now: () => number = Date.now) {}

  /** How many streams are open. */
  get size(): number {
    return this.subscribers.size
  }

  /** True while messages of the database arrive. */
  get isHearing(): boolean {
    return this.hears
  }

  /** @returns how to leave; leaving twice is leaving once */
  subscribe(subscriber: Subscriber): () => void {
    if (this.stopped) {
      subscriber.onStop()
      return () => {}
    }
    this.subscribers.add(subscriber)
    return () => this.subscribers.delete(subscriber)
  }

  publish(change: Change): void {
    const at = this.now()
    this.kept.push({ at, change })
    this.forget(at)
    for (const subscriber of [...this.subscribers])
      if (concerns(subscriber, change)) subscriber.onChange(change)
  }

  /**
   * What a subscriber missed since a time; null when that is not known any more.
   * @param since milliseconds of this server's clock
   */
  since(since: number, subscriber: Pick<Subscriber, 'agencyIds' | 'userId'>): Change[] | null {
    if (!this.hears || since < this.completeSince) return null
    return this.kept
      .filter(({ at, change }) => at >= since && concerns(subscriber, change))
      .map(({ change }) => change)
  }

  /** Messages arrive from now on; what came before may be lost. */
  startHearing(): void {
    this.hears = true
    this.completeSince = this.now()
    this.kept = []
    for (const subscriber of [...this.subscribers]) subscriber.onMissed()
  }

  stopHearing(): void {
    this.hears = false
  }

  /** Called every few seconds while nothing is heard. */
  poll(): void {
    if (!this.hears) for (const subscriber of [...this.subscribers]) subscriber.onPoll()
  }

  /** Ends every stream: the process stops. */
  stop(): void {
    this.stopped = true
    for (const subscriber of [...this.subscribers]) subscriber.onStop()
    this.subscribers.clear()
  }

  private forget(now: number): void {
    const first = this.kept.findIndex(({ at }) => at >= now - KEEP_MS)
    const drop = Math.max(first, this.kept.length - KEEP_MOST)
    if (drop <= 0) return
    this.completeSince = Math.max(this.completeSince, (this.kept[drop - 1]?.at ?? 0) + 1)
    this.kept = this.kept.slice(drop)
  }
}

/** An agency's rows go to those who look at this agency; what is about a person, to that person. */
function concerns(subscriber: Pick<Subscriber, 'agencyIds' | 'userId'>, change: Change): boolean {
  if (change.agency) return subscriber.agencyIds.includes(change.agency)
  const person = personOf(change)
  return person !== undefined && person === subscriber.userId
}
