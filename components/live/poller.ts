import type { Status } from './registry'

const EVERY_MS = 1_500
/** Without a status route the whole page is rendered again, which costs more. */
const PAGE_EVERY_MS = 15_000
const LONGEST_MS = 30_000

/** What a status route says of the page's state, as one text; null when it says nothing. */
export function versionOf(body: unknown): string | null {
  if (typeof body !== 'object' || body === null) return null
  const { seen, state, version } = body as Record<string, unknown>
  if (typeof seen === 'string') return seen
  return typeof version === 'string' ? `${typeof state === 'string' ? `${state} ` : ''}${version}` : null
}

/** @returns whether what is shown is what the server would show now; null when nobody says so */
export async function askStatus({ url, seen }: Status): Promise<boolean | null> {
  const response = await fetch(url, { cache: 'no-store', headers: { accept: 'application/json' } })
  const version = response.ok ? versionOf(await response.json()) : null
  return version === null ? null : version === seen
}

type Options = {
  status: () => Status | null
  isVisible: () => boolean
  /** The page shows something else than the server would. */
  onStale: () => void
}

/** Asks, where nothing tells: for pages without a stream. Less often after failures, and not while nobody looks. */
export class Poller {
  private timer: ReturnType<typeof setTimeout> | undefined
  private isOn = false
  private wait = EVERY_MS

  constructor(private readonly options: Options) {}

  start(): void {
    if (this.isOn) return
    this.isOn = true
    this.wait = EVERY_MS
    this.schedule(EVERY_MS)
  }

  stop(): void {
    this.isOn = false
    clearTimeout(this.timer)
  }

  /** Asks the status route once, if the page has one. @returns false when nobody answered */
  async compare(): Promise<boolean> {
    const status = this.options.status()
    if (!status) return true
    const isSame = await askStatus(status)
    if (isSame === false) this.options.onStale()
    return isSame !== null
  }

  private schedule(ms: number): void {
    clearTimeout(this.timer)
    this.timer = setTimeout(() => void this.ask(), ms)
  }

  private async ask(): Promise<void> {
    const hasStatus = this.options.status() !== null
    const works =
      !this.options.isVisible() ||
      !navigator.onLine ||
      (await (hasStatus ? this.compare() : this.renderAll()).catch(() => false))
    if (!this.isOn) return
    this.wait = works ? EVERY_MS : Math.min(this.wait * 2, LONGEST_MS)
    this.schedule(works && !hasStatus ? PAGE_EVERY_MS : this.wait)
  }

  /** Only when the server answers: a page that cannot be fetched would be replaced by the browser's error page. */
  private async renderAll(): Promise<boolean> {
    const { ok } = await fetch('/api/health', { cache: 'no-store' })
    if (ok) this.options.onStale()
    return ok
  }
}
