import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

type Received = { raw: Uint8Array; headers: Record<string, string> }

/** Takes the deliveries of the sandbox as they come, and answers 200. */
export class Receiver {
  received: Received[] = []
  private readonly server = createServer(async (message, response) => {
    const parts: Buffer[] = []
    for await (const part of message) parts.push(part as Buffer)
    const headers = Object.entries(message.headers).map(([name, value]) => [name, String(value)])
    this.received.push({ raw: Buffer.concat(parts), headers: Object.fromEntries(headers) })
    response.end()
  })

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/`
  }

  start(): Promise<void> {
    return new Promise((done) => this.server.listen(0, '127.0.0.1', done))
  }

  stop(): Promise<unknown> {
    return new Promise((done) => this.server.close(done))
  }
}
