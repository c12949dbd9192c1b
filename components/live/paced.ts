/** Changes come in crowds: the first one waits a moment for the others. */
const DEBOUNCE_MS = 120

type Options = {
  /** Between two runs, at first, and when the crowd does not end. */
  firstMs: number
  longestMs: number
  /** False: not now; `plan` is called when that may have changed. */
  mayRun: () => boolean
  run: () => void
}

/**
 * Runs what is wanted again and again: soon, one at a time, and less often while the crowd goes on. After a calm while it
 * is quick again.
 */
export class Paced {
  private isWanted = false
  private isBusy = false
  private last = Number.NEGATIVE_INFINITY
  private gap: number
  private timer: ReturnType<typeof setTimeout> | undefined

  constructor(private readonly options: Options) {
    this.gap = options.firstMs
  }

  want(): void {
    this.isWanted = true
    this.plan()
  }

  /** While it is busy nothing new is begun: on a slow line each run would push the last one aside, and none would end. */
  setBusy(isBusy: boolean): void {
    this.isBusy = isBusy
    this.plan()
  }

  plan(): void {
    if (!this.isWanted || this.timer !== undefined) return
    this.timer = setTimeout(() => this.go(), Math.max(DEBOUNCE_MS, this.last + this.gap - Date.now()))
  }

  stop(): void {
    clearTimeout(this.timer)
    this.timer = undefined
  }

  private go(): void {
    this.timer = undefined
    const { firstMs, longestMs, mayRun, run } = this.options
    if (this.isBusy || !mayRun()) return
    const now = Date.now()
    this.gap = now - this.last < 2 * this.gap ? Math.min(2 * this.gap, longestMs) : firstMs
    this.last = now
    this.isWanted = false
    run()
  }
}
