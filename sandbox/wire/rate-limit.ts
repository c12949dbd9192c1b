/** Published for Access, per connection: 60 a minute, bursts up to 90. */
const REFILL_PER_MS = 60 / 60_000
const BURST = 90

type Bucket = { tokens: number; at: number }

export type Allowance = {
  allowed: boolean
  /** Names and units of these headers are not published; ours are the usual ones, the reset in epoch seconds. */
  headers: Record<string, string>
}

/** Token buckets by connection id, on the clock that the caller passes in (milliseconds). */
export class RateLimiter {
  private readonly buckets = new Map<string, Bucket>()

  take(id: string, now: number): Allowance {
    const bucket = this.buckets.get(id) ?? { tokens: BURST, at: now }
    bucket.tokens = Math.min(BURST, bucket.tokens + Math.max(0, now - bucket.at) * REFILL_PER_MS)
    bucket.at = now
    const allowed = bucket.tokens >= 1
    if (allowed) bucket.tokens -= 1
    this.buckets.set(id, bucket)
    const fullAt = now + (BURST - bucket.tokens) / REFILL_PER_MS
    const headers: Record<string, string> = {
      'X-RateLimit-Limit': String(BURST),
      'X-RateLimit-Remaining': String(Math.floor(bucket.tokens)),
      'X-RateLimit-Reset': String(Math.ceil(fullAt / 1000)),
    }
    if (!allowed)
      headers['Retry-After'] = String(Math.max(1, Math.ceil((1 - bucket.tokens) / REFILL_PER_MS / 1000)))
    return { allowed, headers }
  }

  clear(): void {
    this.buckets.clear()
  }
}
