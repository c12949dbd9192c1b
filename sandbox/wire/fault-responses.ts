import type { HttpBindings } from '@hono/node-server'
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response'
import type { Fault } from '../control/faults'
import { REFUSALS, type Refusal } from '../control/refusals'

/** The socket under a request, where a fault needs more than a response. */
type Wire = Partial<HttpBindings>

const GATEWAY_PAGE =
  '<html><head><title>502 Bad Gateway</title></head><body><center><h1>502 Bad Gateway</h1></center><hr><center>gateway</center></body></html>'

function resetConnection(wire: Wire): Response {
  wire.incoming?.socket.resetAndDestroy()
  return RESPONSE_ALREADY_SENT
}

/** Announces the whole length and sends half of it. */
async function truncate(wire: Wire, response: Response): Promise<Response> {
  const body = Buffer.from(await response.arrayBuffer())
  const { outgoing } = wire
  if (outgoing === undefined) return RESPONSE_ALREADY_SENT
  outgoing.writeHead(response.status, {
    'content-type': response.headers.get('content-type') ?? 'application/json',
    'content-length': String(Math.max(2, body.length)),
  })
  outgoing.write(body.subarray(0, Math.floor(body.length / 2)), () => wire.incoming?.socket.destroy())
  return RESPONSE_ALREADY_SENT
}

function withBody(status: number, body: unknown, headers: Record<string, string> = {}): Response {
  const isText = typeof body === 'string'
  const type = isText ? 'text/plain; charset=utf-8' : 'application/json'
  const content =
    body === undefined || [204, 205, 304].includes(status) ? null : isText ? body : JSON.stringify(body)
  return new Response(content, {
    status,
    headers: content === null ? headers : { 'content-type': type, ...headers },
  })
}

/**
 * Answers in the place of the route, or around it. `work` runs the route; a fault that must lose its answer
 * runs it first.
 */
export async function answerWithFault(
  fault: Fault,
  wire: Wire,
  work: () => Promise<Response>,
): Promise<Response> {
  switch (fault.kind) {
    case 'status':
      return withBody(fault.status, fault.body, fault.headers)
    case 'json':
      return withBody(fault.status, fault.body)
    case 'refusal': {
      const { status, body, headers }: Refusal = REFUSALS[fault.name]
      return withBody(status, body, headers)
    }
    case 'html':
      return new Response(GATEWAY_PAGE, {
        status: fault.status ?? 502,
        headers: { 'content-type': 'text/html; charset=utf-8' },
      })
    case 'reset':
      return resetConnection(wire)
    case 'delay':
      await new Promise((resolve) => setTimeout(resolve, fault.ms))
      return work()
    case 'truncated':
      return truncate(wire, await work())
    case 'drop_after':
      await work()
      return resetConnection(wire)
  }
}
