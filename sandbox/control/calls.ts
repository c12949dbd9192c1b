/** One call that the wire API received. `body` holds no password, code or key. */
export type Call = { n: number; at: string; method: string; path: string; status: number; body: unknown }

const KEEP_PER_KEY = 1_000
const KEEP_KEYS = 200
const SECRET_FIELDS = /^(password|code|api_?key|cookies?|x-?bc)$/i

/** The calls of each key since the start, oldest first. Kept in memory only. */
export class CallLog {
  private readonly byKey = new Map<string, Call[]>()
  private count = 0

  add(apiKey: string, call: Omit<Call, 'n'>): void {
    const calls = this.byKey.get(apiKey) ?? []
    if (!this.byKey.has(apiKey)) {
      const oldest = this.byKey.keys().next()
      if (this.byKey.size >= KEEP_KEYS && oldest.done !== true) this.byKey.delete(oldest.value)
      this.byKey.set(apiKey, calls)
    }
    this.count += 1
    calls.push({ n: this.count, ...call })
    if (calls.length > KEEP_PER_KEY) calls.shift()
  }

  /** The calls with a number above `since`. */
  list(apiKey: string, since = 0): Call[] {
    return (this.byKey.get(apiKey) ?? []).filter((call) => call.n > since)
  }

  /** The latest calls of all keys, newest first. */
  recent(limit: number): Call[] {
    return [...this.byKey.values()]
      .flatMap((calls) => calls.slice(-limit))
      .sort((a, b) => b.n - a.n)
      .slice(0, limit)
  }

  clear(apiKey?: string): void {
    if (apiKey === undefined) this.byKey.clear()
    else this.byKey.delete(apiKey)
  }
}

/** A copy of a JSON value without secrets, at any depth. */
export function redact(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(redact)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      key,
      SECRET_FIELDS.test(key) ? '[redacted]' : redact(inner),
    ]),
  )
}
