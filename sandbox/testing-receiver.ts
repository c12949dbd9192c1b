import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { KEY, TestBench } from './testing'

export const SECRET = 'whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3'

export type Received = {
  at: number
  headers: IncomingHttpHeaders
  raw: string
  body: Record<string, unknown>
}
type Sent = { id: string; event: string; state: string; attempts: { status: number | null }[] }

/** A sandbox and an app beside it that takes its webhooks. */
export class WebhookBench {
  received: Received[] = []
  /** What the app answers, one after another; 200 after that. */
  answers: number[] = []

  private constructor(
    readonly bench: TestBench,
    readonly url: string,
    readonly stop: () => Promise<void>,
  ) {}

  static async start(): Promise<WebhookBench> {
    let heard: (one: Received) => number = () => 503
    const app = createServer((request, response) => {
      let raw = ''
      request.on('data', (chunk) => {
        raw += chunk
      })
      request.on('end', () => {
        const status = heard({ at: Date.now(), headers: request.headers, raw, body: JSON.parse(raw) })
        response.writeHead(status, { location: '/elsewhere' }).end()
      })
    })
    await new Promise<void>((resolve) => app.listen(0, '127.0.0.1', resolve))
    const origin = `http://127.0.0.1:${(app.address() as AddressInfo).port}`
    const bench = await TestBench.start(null, undefined, origin)
    const made = new WebhookBench(bench, `${origin}/hook`, async () => {
      await bench.stop()
      app.close()
    })
    heard = (one) => {
      made.received.push(one)
      return made.answers.shift() ?? 200
    }
    return made
  }

  /** Forgets everything; failed deliveries are tried again at once. */
  async reset(): Promise<void> {
    await this.bench.control('POST', '/reset')
    this.received = []
    this.answers = []
    await this.switches({ retryMs: 20 })
  }

  hooks(path: string, body: object, apiKey = KEY) {
    return this.bench.control('POST', `/webhooks${path}`, { apiKey, ...body })
  }

  switches(values: object) {
    return this.hooks('/switches', values)
  }

  endpoint(over: object = {}) {
    return this.hooks('', { provider: 'ofauth', url: this.url, secret: SECRET, scheme: 'both', ...over })
  }

  fire(over: object = {}) {
    const order = { provider: 'ofauth', event: 'connection.updated', connectionId: 'conn_a' }
    return this.hooks('/fire', { ...order, ...over })
  }

  /** The log, oldest first, once nothing is left to be sent. */
  async settled(): Promise<Sent[]> {
    return (await this.hooks('/settled', {})).body.deliveries as Sent[]
  }

  /** The one delivery that came. */
  async only(): Promise<Received> {
    await this.settled()
    const [one, ...more] = this.received
    if (one === undefined || more.length > 0) throw new Error(`${this.received.length} deliveries`)
    return one
  }
}
