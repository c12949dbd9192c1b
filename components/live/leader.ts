/** The part of `navigator.locks` that is needed. */
export type Locks = {
  request: (name: string, options: { signal: AbortSignal }, hold: () => Promise<void>) => Promise<unknown>
}

/**
 * One tab of a browser leads. A lock decides, so a tab that dies lets go by itself. Without locks every tab leads.
 * @param onLead begins to lead; returns how to stop
 */
export class Leader {
  private stop: (() => void) | null = null

  constructor(
    private readonly name: string,
    private readonly locks: Locks | undefined,
    private readonly onLead: () => () => void,
  ) {}

  /** Leads as soon as nobody else does. */
  compete(): void {
    if (this.stop) return
    if (!this.locks) {
      this.stop = this.onLead()
      return
    }
    const abort = new AbortController()
    let letGo: () => void = () => {}
    this.stop = () => {
      abort.abort()
      letGo()
    }
    const hold = () =>
      new Promise<void>((resolve) => {
        const end = abort.signal.aborted ? () => {} : this.onLead()
        letGo = () => {
          end()
          resolve()
        }
        if (abort.signal.aborted) resolve()
      })
    // Aborted while it waited: that is how one stops competing.
    this.locks.request(this.name, { signal: abort.signal }, hold).catch(() => {})
  }

  /** Lets another tab lead. */
  release(): void {
    this.stop?.()
    this.stop = null
  }
}
