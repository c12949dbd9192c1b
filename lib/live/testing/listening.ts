import { sql } from 'drizzle-orm'
import type { World } from '../../testing/world'
import { CHANNEL } from '../change'
import { LiveHub } from '../hub'
import { Listener } from '../listener'
import { type StreamOptions, streamResponse, type Viewer } from '../stream'
import type { StreamData, StreamEvent } from '../words'

type Told = StreamData & { event: StreamEvent }

/** An open stream as a browser reads it. */
export class OpenStream {
  private readonly reader: ReadableStreamDefaultReader<string>
  readonly abort = new AbortController()
  /** Everything that came, as it came. */
  text = ''

  constructor(hub: LiveHub, viewer: Viewer, options: Partial<StreamOptions> = {}) {
    const { signal } = this.abort
    const response = streamResponse(
      { hub, viewer, since: null, signal, batchMs: 1, checkMs: 3_600_000, ...options },
      () => {},
    )
    if (!response.body) throw new Error('There is no stream.')
    this.reader = response.body.pipeThrough(new TextDecoderStream()).getReader()
  }

  get told(): Told[] {
    return this.text.split('\n\n').flatMap((block) => {
      const found = /^event: (\w+)\ndata: (.*)$/.exec(block)
      return found ? [{ ...JSON.parse(found[2] ?? ''), event: found[1] } as Told] : []
    })
  }

  /** Reads on until something was told. @returns it */
  async until(matches: (told: Told) => boolean): Promise<Told> {
    for (;;) {
      const found = this.told.find(matches)
      if (found) return found
      const { done, value } = await this.reader.read()
      if (done) throw new Error(`The stream ended before: ${this.text}`)
      this.text += value
    }
  }

  topic(topic: string): Promise<Told> {
    return this.until(({ topics }) => topics?.some((one) => one === topic) ?? false)
  }

  /** Reads to the end. @returns why it ended */
  async end(): Promise<string | undefined> {
    const { why } = await this.until(({ event }) => event === 'end')
    const { done } = await this.reader.read()
    if (!done) throw new Error('It goes on after its end.')
    return why
  }
}

export type WebProcess = { hub: LiveHub; stop: () => void }

/** What one web process has: a hub, and a connection that listens. Resolves when it hears. */
export async function startListening(
  world: World,
  say = (text: string): Promise<unknown> => world.db.app.execute(sql`select pg_notify(${CHANNEL}, ${text})`),
): Promise<WebProcess> {
  const hub = new LiveHub()
  const hears = new Promise<void>((resolve) => {
    const start = hub.startHearing.bind(hub)
    hub.startHearing = () => {
      start()
      resolve()
    }
  })
  const listener = new Listener({ url: world.db.url('app'), hub, say, everyMs: 100, patienceMs: 5_000 })
  await hears
  return { hub, stop: () => listener.stop() }
}
