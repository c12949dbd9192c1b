import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { ProviderError } from '../types'
import { type Outcome, places, stopTimers } from './transport-faults'

const originOf = (server: Server) => `http://127.0.0.1:${(server.address() as AddressInfo).port}`
const listen = (server: Server) => new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
const close = (server: Server) =>
  new Promise((done) => {
    server.closeAllConnections()
    server.close(done)
  })

/** A provider that answers every call with one fault, beside a host to which no redirect may ever lead. */
export class FaultServer {
  answer: (response: ServerResponse, request: IncomingMessage) => void = () => {}
  internalHits = 0
  readonly unhandled: unknown[] = []
  private readonly note = (error: unknown) => void this.unhandled.push(error)

  private readonly provider = createServer((request, response) => {
    this.answer(response, request)
  })
  private readonly internal = createServer((_request, response) => {
    this.internalHits += 1
    response.end('{"secret":"of the internal host"}')
  })

  get origin(): string {
    return originOf(this.provider)
  }

  async start(): Promise<void> {
    process.on('unhandledRejection', this.note)
    await Promise.all([listen(this.provider), listen(this.internal)])
    places.internal = originOf(this.internal)
  }

  async stop(): Promise<void> {
    stopTimers()
    await Promise.all([close(this.provider), close(this.internal)])
    process.off('unhandledRejection', this.note)
  }
}

/** What a call ended in. */
export function said(error: unknown): Outcome {
  if (error === null) return 'ok'
  if (!(error instanceof ProviderError)) return `not a ProviderError: ${String(error)}`
  return error.detail ? `${error.kind}/${error.detail}` : error.kind
}
