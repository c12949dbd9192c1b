/** No timer is set for longer than this; setTimeout fires at once beyond 2^31 ms. */
const LONGEST_MS = 10 * 60_000

/** The time that an operation may take, shared by all calls, retries and waits in it. */
export type Budget = {
  /** Fires when the time is up, whatever the caller's clock says. */
  readonly signal: AbortSignal
  remainingMs(): number
}

/**
 * Runs `run` with at most `ms` milliseconds, and with no more than `parent` has left. It does not stop `run`
 * by itself: every wait inside has to watch the signal.
 */
export async function withBudget<T>(
  now: () => Date,
  ms: number,
  parent: Budget | undefined,
  run: (budget: Budget) => Promise<T>,
): Promise<T> {
  const wanted = Math.min(ms, parent ? parent.remainingMs() : ms, LONGEST_MS)
  const limit = wanted > 0 ? wanted : 0
  const endsAt = now().getTime() + limit
  const controller = new AbortController()
  const stop = () => controller.abort()
  const timer = setTimeout(stop, limit)
  parent?.signal.addEventListener('abort', stop, { once: true })
  const budget: Budget = {
    signal: controller.signal,
    remainingMs: () => (controller.signal.aborted ? 0 : endsAt - now().getTime()),
  }
  try {
    return await run(budget)
  } finally {
    clearTimeout(timer)
    parent?.signal.removeEventListener('abort', stop)
  }
}

/** Settles as `work` does, or rejects when the signal fires first, so that work which ignores it can't hold us. */
export function untilAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = () => reject(new Error('out of time'))
    if (signal.aborted) stop()
    else signal.addEventListener('abort', stop, { once: true })
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop))
  })
}
