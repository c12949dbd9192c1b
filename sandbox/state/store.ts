import { chmodSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type State, stateSchema } from './schema'

const SAVE_AFTER_MS = 100

/** Holds the state in memory and writes it, whole, next to the old file before it takes its place. */
export class Store {
  state: State
  private readonly file: string | null
  private timer: NodeJS.Timeout | null = null

  constructor(
    private readonly dataDir: string | null,
    private readonly realNow: () => number,
    private readonly log: (line: string) => void,
  ) {
    this.file = dataDir === null ? null : join(dataDir, 'sandbox.json')
    this.state = this.load()
  }

  /** Milliseconds on the sandbox's clock, which the control API moves. */
  now(): number {
    return this.realNow() + this.state.clockOffsetMs
  }

  isoNow(): string {
    return new Date(this.now()).toISOString()
  }

  /** Call after every change; many changes at once are one write. */
  changed(): void {
    if (this.file === null || this.timer !== null) return
    this.timer = setTimeout(() => this.flush(), SAVE_AFTER_MS)
  }

  flush(): void {
    if (this.timer !== null) clearTimeout(this.timer)
    this.timer = null
    if (this.file === null || this.dataDir === null) return
    const temp = `${this.file}.${process.pid}.tmp`
    try {
      mkdirSync(this.dataDir, { recursive: true, mode: 0o700 })
      writeFileSync(temp, JSON.stringify(this.state), { mode: 0o600 })
      renameSync(temp, this.file)
    } catch (error) {
      rmSync(temp, { force: true })
      this.log(`sandbox: could not save its state (${error instanceof Error ? error.message : 'unknown'})`)
    }
  }

  reset(): void {
    this.state = this.empty()
    this.changed()
  }

  private empty(): State {
    return { version: 1, clockOffsetMs: 0, lastMonitorAt: this.realNow(), keys: {}, organisations: {} }
  }

  private load(): State {
    if (this.file === null) return this.empty()
    let text: string
    try {
      text = readFileSync(this.file, 'utf8')
    } catch {
      return this.empty()
    }
    const parsed = parseState(text)
    if (parsed !== null) {
      chmodSync(this.file, 0o600)
      return parsed
    }
    const aside = `${this.file}.unreadable`
    renameSync(this.file, aside)
    this.log(`sandbox: its state could not be read; it starts clean and kept the old file as ${aside}`)
    return this.empty()
  }
}

function parseState(text: string): State | null {
  try {
    const result = stateSchema.safeParse(JSON.parse(text))
    return result.success ? result.data : null
  } catch {
    return null
  }
}
