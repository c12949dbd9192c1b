import { type Budget, untilAborted } from './budget'
import { ProviderError } from './types'

const MAX_RETRIES = 2
const FIRST_BACKOFF_MS = 200
/** An hour: whatever is longer, or not readable as a time, is not a promise to plan with. */
const LONGEST_RETRY_AFTER_S = 3600

/**
 * Reads a Retry-After value, seconds or an HTTP date, as whole seconds from `now`, at most an hour.
 * Null when it is absent or unreadable.
 */
export function parseRetryAfter(value: string | null, now: Date): number | null {
  const text = value?.trim() ?? ''
  if (/^\d+$/.test(text)) return Math.min(Number(text), LONGEST_RETRY_AFTER_S)
  // An HTTP date begins with the name of a day. Date.parse alone would take '-5' for a year.
  if (!/^[A-Za-z]{3,9},? /.test(text)) return null
  const at = Date.parse(text)
  if (!Number.isFinite(at)) return null
  return Math.min(Math.max(Math.ceil((at - now.getTime()) / 1000), 0), LONGEST_RETRY_AFTER_S)
}

function waitBefore(retry: number, error: ProviderError): number {
  const backoff = FIRST_BACKOFF_MS * 3 ** retry
  const jittered = backoff / 2 + Math.random() * (backoff / 2)
  return Math.max(jittered, (error.retryAfter ?? 0) * 1000)
}

/**
 * Runs a safe read, and again at most twice when the provider was unavailable or asked for patience, as long as
 * the wait fits the budget. Never for a call that changes something: its bytes may have been acted on.
 */
export async function withRetries<T>(
  run: () => Promise<T>,
  sleep: (ms: number) => Promise<void>,
  budget: Budget,
): Promise<T> {
  for (let retry = 0; ; retry += 1) {
    try {
      return await run()
    } catch (error) {
      if (!(error instanceof ProviderError)) throw error
      if (error.kind !== 'unavailable' && error.kind !== 'rate_limited') throw error
      if (!error.retryable) throw error
      const wait = waitBefore(retry, error)
      if (retry >= MAX_RETRIES || wait >= budget.remainingMs()) throw error
      await untilAborted(sleep(wait), budget.signal).catch(() => {
        throw error
      })
    }
  }
}
