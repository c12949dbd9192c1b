/** One call to OFAuth: headers, budget, retries, reading of the answer. Base URL https://api.ofauth.com. */
import type { z } from 'zod'
import type { AdapterConfig, AdapterDeps } from '../adapter-types'
import { type Budget, withBudget } from '../budget'
import { type HttpReply, send } from '../http'
import { parseJson } from '../json'
import { withRetries } from '../retry'
import { ProviderError } from '../types'
import { type CallName, classify, isHtml } from './errors'

const TIMEOUTS = { readMs: 5_000, changeMs: 8_000 }
const MAX_BYTES = 1_000_000
const USER_AGENT = 'Patchbay/1 (connection dashboard)'

export type Call = CallName & {
  method: 'GET' | 'POST' | 'DELETE'
  path: string
  query?: Record<string, string>
  body?: unknown
  connectionId?: string
  maxBytes?: number
}

export type Caller = {
  /** Parsed and checked body of a 2xx answer. A GET is retried, anything else is sent once. */
  read<Schema extends z.ZodType>(call: Call, schema: Schema, budget?: Budget): Promise<z.infer<Schema>>
  /** For calls whose answer has no documented body. Sent once. */
  change(call: Call, budget?: Budget): Promise<void>
}

const invalid = (call: Call, why: string, httpStatus: number) =>
  new ProviderError('invalid_response', `${call.label}: ${why}`, { httpStatus })

function readBody<Schema extends z.ZodType>(call: Call, reply: HttpReply, schema: Schema): z.infer<Schema> {
  let value: unknown
  try {
    value = parseJson(reply.text)
  } catch {
    throw invalid(call, `HTTP ${reply.status} without JSON`, reply.status)
  }
  const result = schema.safeParse(value)
  if (result.success) return result.data
  // Names of our own fields only: an issue's message can hold what was received.
  const where = result.error.issues.slice(0, 3).map((issue) => issue.path.join('.') || 'the whole')
  throw invalid(call, `not as documented: ${where.join(', ')}`, reply.status)
}

function checkDone(call: Call, reply: HttpReply): void {
  // A page in HTML is a proxy's or a portal's; believing it would leave a paid connection behind.
  if (isHtml(reply)) throw invalid(call, `HTTP ${reply.status} with an HTML page`, reply.status)
  let value: unknown
  try {
    value = parseJson(reply.text)
  } catch {
    return
  }
  if (value instanceof Object && 'success' in value && value.success === false) {
    throw new ProviderError('rejected', `${call.label}: answered success false`, { httpStatus: reply.status })
  }
}

function headersOf(config: AdapterConfig, call: Call): Record<string, string> {
  // Checked here, because the platform's own complaint about a bad header quotes its value.
  if (!/^[\x21-\x7e]+$/.test(config.apiKey)) {
    throw new ProviderError('unauthorized_key', `${call.label}: the API key is empty or not plain ASCII`)
  }
  return {
    apikey: config.apiKey,
    accept: 'application/json',
    'user-agent': USER_AGENT,
    ...(call.body === undefined ? {} : { 'content-type': 'application/json' }),
    ...(call.connectionId === undefined ? {} : { 'x-connection-id': call.connectionId }),
  }
}

/** Builds the caller. Throws TypeError when the base URL is not an http(s) URL. */
export function createCaller(config: AdapterConfig, deps: AdapterDeps): Caller {
  const base = config.baseUrl.replace(/\/+$/, '')
  if (!/^https?:$/.test(new URL(base).protocol)) throw new TypeError('the base URL is not an http(s) URL')

  const { readMs, changeMs } = config.timeouts ?? TIMEOUTS

  async function once(call: Call, budget: Budget): Promise<HttpReply> {
    const query = call.query ? `?${new URLSearchParams(call.query)}` : ''
    const request = {
      label: call.label,
      method: call.method,
      url: `${base}${call.path}${query}`,
      headers: headersOf(config, call),
      body: call.body === undefined ? undefined : JSON.stringify(call.body),
      maxBytes: call.maxBytes ?? MAX_BYTES,
    }
    const reply = await send(deps.fetch, request, budget)
    if (reply.status >= 400) throw classify(reply, call, deps.now())
    return reply
  }

  return {
    read(call, schema, parent) {
      const safe = call.method === 'GET'
      return withBudget(deps.now, safe ? readMs : changeMs, parent, async (budget) => {
        const reply = await (safe
          ? withRetries(() => once(call, budget), deps.sleep, budget)
          : once(call, budget))
        return readBody(call, reply, schema)
      })
    },
    change(call, parent) {
      return withBudget(deps.now, changeMs, parent, async (budget) => {
        checkDone(call, await once(call, budget))
      })
    },
  }
}
