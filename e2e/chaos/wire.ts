import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Agency } from '../fixtures/agency'
import { environment } from '../fixtures/environment'

/** A call that is held: the provider has done what it asks for, and whoever asked is not told. */
type Hold = { key: string; method: string; path: RegExp; held: () => void }

/** Keys of all three providers end alike; whatever header carries them. */
const tailOf = (apiKey: string) => apiKey.split('_').at(-1) ?? apiKey

/**
 * A line between the product and the sandbox, on which one call can be stopped at a known place: after the provider
 * acted, before its answer is heard. There it stays until the one who asked is gone.
 */
export class Wire {
  private holds: Hold[] = []

  private constructor(private readonly server: Server) {}

  static async open(): Promise<Wire> {
    const server = createServer()
    const wire = new Wire(server)
    server.on('request', (incoming, answer) => void wire.pass(incoming, answer))
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    return wire
  }

  get origin(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`
  }

  /** Holds the next such call of this agency. @returns when it is held */
  hold(agency: Agency, method: string, path: RegExp): Promise<void> {
    return new Promise((held) => {
      this.holds.push({ key: tailOf(agency.control.apiKey), method, path, held })
    })
  }

  close(): void {
    this.server.closeAllConnections()
    this.server.close()
  }

  private takeHold({ method, url = '', headers }: IncomingMessage): Hold | undefined {
    const carried = JSON.stringify(headers)
    const found = this.holds.find(
      (hold) => hold.method === method && hold.path.test(url) && carried.includes(hold.key),
    )
    this.holds = this.holds.filter((hold) => hold !== found)
    return found
  }

  private async pass(incoming: IncomingMessage, answer: ServerResponse): Promise<void> {
    const hold = this.takeHold(incoming)
    const outgoing = request(`${environment.sandboxUrl}${incoming.url}`, {
      method: incoming.method,
      headers: { ...incoming.headers, host: new URL(environment.sandboxUrl).host },
    })
    outgoing.on('error', () => answer.destroy())
    outgoing.on('response', (response) => {
      if (hold) {
        response.resume().on('end', hold.held)
        return
      }
      answer.writeHead(response.statusCode ?? 502, response.headers)
      response.pipe(answer)
    })
    incoming.pipe(outgoing)
  }
}
