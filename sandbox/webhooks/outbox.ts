import type { Organisation } from '../state/schema'
import type { Store } from '../state/store'
import { post } from './deliver'
import type { Delivery, Endpoint } from './schema'
import { signDelivery } from './sign'

/** How often the providers try: 5 times (OFAuth), 3 times (OnlyFansAPI). */
const TRIES = { ofauth: 5, onlyfansapi: 3 } as const
/** How long an incomplete set of held deliveries waits for more. */
const RELEASE_AFTER_MS = 3_000

const isOpen = (delivery: Delivery) => delivery.state === 'waiting' || delivery.state === 'held'
const ok = (status: number | null) => status !== null && status >= 200 && status < 300

/** Sends what is queued: one after another within a lane, lanes side by side. Timers run in real time. */
export class Outbox {
  private readonly timers = new Set<NodeJS.Timeout>()
  private readonly sending = new Set<string>()
  private readonly waiters = new Set<() => void>()
  private stop = new AbortController()

  constructor(
    private readonly store: Store,
    /** Real milliseconds, whatever the sandbox's clock says. */
    readonly now: () => number,
    /** Where an endpoint lives that is no more than a path: the app, whatever port it has today. */
    private readonly appOrigin: string | undefined,
  ) {}

  /** Takes up what was still to be sent when the sandbox last stopped. */
  resume(): void {
    for (const organisation of Object.values(this.store.state.organisations)) {
      this.release(organisation)
      this.pump(organisation)
    }
  }

  /** Starts whatever may be sent now, and comes back for what is due later. */
  pump(organisation: Organisation): void {
    const lanes = new Set<string>()
    const waiting = organisation.webhooks.deliveries
      .filter((delivery) => delivery.state === 'waiting')
      .sort((a, b) => a.place - b.place)
    for (const delivery of waiting) {
      if (lanes.has(delivery.lane)) continue
      lanes.add(delivery.lane)
      if (this.sending.has(delivery.id)) continue
      this.sending.add(delivery.id)
      this.later(delivery.dueAt - this.now(), () => void this.attempt(organisation, delivery))
    }
  }

  /** Holds back deliveries until there are enough, or for a short while. */
  hold(organisation: Organisation, enough: number): void {
    const held = organisation.webhooks.deliveries.filter((delivery) => delivery.state === 'held')
    if (held.length >= enough) this.release(organisation)
    else if (held.length === 1) this.later(RELEASE_AFTER_MS, () => this.release(organisation))
  }

  /** Lets held deliveries go, the last one first, each after the one before it. */
  private release(organisation: Organisation): void {
    const held = organisation.webhooks.deliveries.filter((delivery) => delivery.state === 'held')
    const places = held.map((delivery) => delivery.place).sort((a, b) => b - a)
    for (const [index, delivery] of held.entries()) {
      Object.assign(delivery, { state: 'waiting', lane: 'reordered', place: places[index] ?? 0 })
    }
    if (held.length > 0) this.store.changed()
    this.pump(organisation)
  }

  /** Resolves once nothing of the organisation waits to be sent, or after `timeoutMs`. */
  async settled(organisation: Organisation, timeoutMs: number): Promise<boolean> {
    const deadline = Date.now() + timeoutMs
    while (organisation.webhooks.deliveries.some(isOpen)) {
      const left = deadline - Date.now()
      if (left <= 0) return false
      await new Promise<void>((resolve) => {
        const timer = setTimeout(done, left)
        const { waiters } = this
        function done(): void {
          clearTimeout(timer)
          waiters.delete(done)
          resolve()
        }
        waiters.add(done)
      })
    }
    return true
  }

  /** Forgets every timer and cuts what is under way. What was queued stays in the state. */
  clear(): void {
    this.stop.abort()
    this.stop = new AbortController()
    for (const timer of this.timers) clearTimeout(timer)
    this.timers.clear()
    this.sending.clear()
    this.wake()
  }

  private later(ms: number, work: () => void): void {
    const timer = setTimeout(
      () => {
        this.timers.delete(timer)
        work()
      },
      Math.max(0, ms),
    )
    this.timers.add(timer)
  }

  private urlOf({ url }: Endpoint): string {
    return url.startsWith('/') ? `${this.appOrigin ?? ''}${url}` : url
  }

  private wake(): void {
    for (const waiter of [...this.waiters]) waiter()
  }

  private async attempt(organisation: Organisation, delivery: Delivery): Promise<void> {
    const { signal } = this.stop
    const { endpoints, switches } = organisation.webhooks
    const endpoint = endpoints.find((candidate) => candidate.provider === delivery.provider)
    const started = this.now()
    const result =
      endpoint === undefined
        ? { status: null, error: 'no endpoint' }
        : await post(
            this.urlOf(endpoint),
            signDelivery(endpoint, delivery, switches.signWith, started),
            signal,
          )
    if (signal.aborted) return
    delivery.attempts.push({
      ...result,
      at: new Date(started).toISOString(),
      ms: Math.max(0, Math.round(this.now() - started)),
    })
    const tried = delivery.attempts.length
    if (ok(result.status)) delivery.state = 'delivered'
    else if (tried >= TRIES[delivery.provider]) delivery.state = 'failed'
    else delivery.dueAt = this.now() + switches.retryMs * 2 ** (tried - 1)
    this.sending.delete(delivery.id)
    this.store.changed()
    this.pump(organisation)
    this.wake()
  }
}
