import { type Budget, untilAborted } from './budget'
import { ProviderError } from './types'

export type HttpRequest = {
  /** Names the call in messages in place of its URL, whose path may hold a secret. */
  label: string
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  url: string
  headers: Record<string, string>
  body?: string | undefined
  /** A longer body is not read to its end. Counted after decompression. */
  maxBytes: number
}

export type HttpReply = { status: number; headers: Headers; text: string }

/** A page in HTML is a gateway's or a portal's, so its status is not the provider's word. */
export function isHtml(reply: HttpReply): boolean {
  return /^text\/html/i.test(reply.headers.get('content-type') ?? '') || /^\s*</.test(reply.text)
}

/** The system's word for what went wrong (ECONNREFUSED). Error texts are not used: they can quote a header. */
function systemCode(error: unknown): string {
  const seen: unknown[] = [error]
  if (error instanceof Error) seen.unshift(error.cause)
  for (const each of seen) {
    const code = each instanceof Object && 'code' in each ? each.code : null
    if (typeof code === 'string' && /^[A-Z][A-Z0-9_]{2,40}$/.test(code)) return code
  }
  return 'connection failed'
}

function unreachable(
  request: HttpRequest,
  budget: Budget,
  error: unknown,
  httpStatus?: number,
): ProviderError {
  const why = budget.signal.aborted ? 'no full answer in time' : systemCode(error)
  return new ProviderError('unavailable', `${request.label}: ${why}`, { httpStatus })
}

/** The body as text, or null when it is longer than `maxBytes`. */
async function readText(response: Response, maxBytes: number, signal: AbortSignal): Promise<string | null> {
  if (!response.body) return ''
  const reader = response.body.getReader()
  const decoder = new TextDecoder()
  let text = ''
  let bytes = 0
  let ended = false
  try {
    for (;;) {
      const part = await untilAborted(reader.read(), signal)
      if (part.done) break
      bytes += part.value.byteLength
      if (bytes > maxBytes) return null
      text += decoder.decode(part.value, { stream: true })
    }
    ended = true
    return text + decoder.decode()
  } finally {
    if (!ended) reader.cancel().catch(() => {})
  }
}

async function fetchOnce(fetcher: typeof fetch, request: HttpRequest, budget: Budget): Promise<Response> {
  return fetcher(request.url, {
    method: request.method,
    headers: request.headers,
    ...(request.body === undefined ? {} : { body: request.body }),
    // A redirect would carry the API key to wherever it points.
    redirect: 'manual',
    cache: 'no-store',
    signal: budget.signal,
  })
}

/**
 * Sends one request and reads its whole answer within the budget; headers and body both count. Any status from
 * 200 is returned except redirects. Throws ProviderError: `unavailable` when no complete answer came,
 * `invalid_response` for a redirect or a 2xx body beyond the cap.
 */
export async function send(fetcher: typeof fetch, request: HttpRequest, budget: Budget): Promise<HttpReply> {
  if (budget.remainingMs() <= 0) throw new ProviderError('unavailable', `${request.label}: no time left`)
  let response: Response
  try {
    response = await untilAborted(fetchOnce(fetcher, request, budget), budget.signal)
  } catch (error) {
    throw unreachable(request, budget, error)
  }
  const { status, headers } = response
  if (status < 200 || (status >= 300 && status < 400) || response.redirected) {
    response.body?.cancel().catch(() => {})
    throw new ProviderError('invalid_response', `${request.label}: answered with a redirect (${status})`, {
      httpStatus: status,
    })
  }
  let text: string | null
  try {
    text = await readText(response, request.maxBytes, budget.signal)
  } catch (error) {
    // The status line of a 429 says all that matters; for any other answer, half of it is none.
    if (status === 429) return { status, headers, text: '' }
    throw unreachable(request, budget, error, status)
  }
  if (text !== null) return { status, headers, text }
  if (status === 429) return { status, headers, text: '' }
  throw new ProviderError(
    status < 300 ? 'invalid_response' : 'unavailable',
    `${request.label}: HTTP ${status} with more than ${request.maxBytes} bytes`,
    { httpStatus: status },
  )
}
