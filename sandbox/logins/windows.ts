type Window = { endsAt: number; used: number }

export type Taken = { allowed: boolean; remaining: number; resetAt: number; retryAfterSec: number }

/** Fixed windows by name, on the clock that the caller passes in (milliseconds). Kept in memory only. */
export class Windows {
  private readonly windows = new Map<string, Window>()

  take(name: string, limit: number, lengthMs: number, now: number): Taken {
    const known = this.windows.get(name)
    const current = known === undefined || now >= known.endsAt ? { endsAt: now + lengthMs, used: 0 } : known
    const allowed = current.used < limit
    if (allowed) current.used += 1
    this.windows.set(name, current)
    return {
      allowed,
      remaining: Math.max(0, limit - current.used),
      resetAt: current.endsAt,
      retryAfterSec: Math.max(1, Math.ceil((current.endsAt - now) / 1000)),
    }
  }

  /** What is left without using any. */
  peek(name: string, limit: number, lengthMs: number, now: number): Pick<Taken, 'remaining' | 'resetAt'> {
    const known = this.windows.get(name)
    if (known === undefined || now >= known.endsAt) return { remaining: limit, resetAt: now + lengthMs }
    return { remaining: Math.max(0, limit - known.used), resetAt: known.endsAt }
  }

  clear(): void {
    this.windows.clear()
  }
}
