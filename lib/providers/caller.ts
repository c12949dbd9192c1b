/** One call to a provider: headers, budget, retries, reading of the answer. What differs is passed in. */
import type { z } from 'zod'
import type { AdapterConfig, AdapterDeps } from './adapter-types'
import { type Budget, withBudget } from './budget'
import { type HttpReply, type HttpRequest, isHtml, send } from './http'
import { parseJson } from './json'
import { withRetries } from './retry'
import { ProviderError } from './types'

/** The longest that one call may take, retries included. */
const TIMEOUTS = { readMs: 5_000, changeMs: 8_000 }
const MAX_BYTES = 1_000_000
const USER_AGENT = 'Patchbay/1 (connection dashboard)'

export type Call = {
  /** Names the call in messages: the provider and the operation, never an id. */
  label: string
  method: HttpRequest['method']
  /** Begins with a slash; ids in it were checked to be path-safe. */
  path: string
  query?: Record<string, string>
  /** Sent as JSON. */
  body?: unknown
  headers?: Record<string, string>
  maxBytes?: number
}

export type Caller<C extends Call = Call> = {
  /** Parsed and checked body of a 2xx answer. A GET is retried, anything else is sent once. */
  read<Schema extends z.ZodType>(call: C, schema: Schema, budget?: Budget): Promise<z.infer<Schema>>
  /** For calls whose answer has no documented body. Sent once. */
  change(call: C, budget?: Budget): Promise<void>
}

/** What is the provider's own about a call. */
export type Dialect<C extends Call> = {
  authHeaders(apiKey: string): Record<string, string>
  /** The error to throw for a reply with a status from 400. */
  classify(reply: HttpReply, call: C, now: Date): ProviderError
  /** The error for a 2xx answer whose JSON says that it was refused; null for any other. */
  refusal?(value: unknown, reply: HttpReply, call: C): ProviderError | null
}

export const timeoutsOf = (config: AdapterConfig) => config.timeouts ?? TIMEOUTS

const invalid = (call: Call, why: string, httpStatus: number) =>
  new ProviderError('invalid_response', `${call.label}: ${why}`, { httpStatus })

function jsonOf(reply: HttpReply): { value: unknown } | null {
  try {
    return { value: parseJson(reply.text) }
  } catch {
    return null
  }
}

function check<C extends Call>(value: unknown, reply: HttpReply, call: C, dialect: Dialect<C>): void {
  const refusal = dialect.refusal?.(value, reply, call)
  if (refusal) throw refusal
}

function readBody<C extends Call, Schema extends z.ZodType>(
  reply: HttpReply,
  call: C,
  dialect: Dialect<C>,
  schema: Schema,
): z.infer<Schema> {
  const body = jsonOf(reply)
  if (!body) throw invalid(call, `HTTP ${reply.status} without JSON`, reply.status)
  check(body.value, reply, call, dialect)
  const result = schema.safeParse(body.value)
  if (result.success) return result.data
  // Names of our own fields only: an issue's message can hold what was received.
  const where = result.error.issues.slice(0, 3).map((issue) => issue.path.join('.') || 'the whole')
  throw invalid(call, `not as documented: ${where.join(', ')}`, reply.status)
}

function checkDone<C extends Call>(reply: HttpReply, call: C, dialect: Dialect<C>): void {
  // Believing a portal's page would leave a paid connection behind.
  if (isHtml(reply)) throw invalid(call, `HTTP ${reply.status} with an HTML page`, reply.status)
  const body = jsonOf(reply)
  if (body) check(body.value, reply, call, dialect)
}

function requestOf<C extends Call>(
  base: string,
  config: AdapterConfig,
  call: C,
  dialect: Dialect<C>,
): HttpRequest {
  // Checked here, because the platform's own complaint about a bad header quotes its value.
  if (!/^[\x21-\x7e]+$/.test(config.apiKey)) {
    throw new ProviderError('unauthorized_key', `${call.label}: the API key is empty or not plain ASCII`)
  }
  const query = call.query ? `?${new URLSearchParams(call.query)}` : ''
  return {
    label: call.label,
    method: call.method,
    url: `${base}${call.path}${query}`,
    headers: {
      ...dialect.authHeaders(config.apiKey),
      accept: 'application/json',
      'user-agent': USER_AGENT,
      ...(call.body === undefined ? {} : { 'content-type': 'application/json' }),
      ...call.headers,
    },
    body: call.body === undefined ? undefined : JSON.stringify(call.body),
    maxBytes: call.maxBytes ?? MAX_BYTES,
  }
}

/** Builds the caller. Throws TypeError when the base URL is not an http(s) URL. */
export function createCaller<C extends Call>(
  config: AdapterConfig,
  deps: AdapterDeps,
  dialect: Dialect<C>,
): Caller<C> {
  const base = config.baseUrl.replace(/\/+$/, '')
  if (!/^https?:$/.test(new URL(base).protocol)) throw new TypeError('the base URL is not an http(s) URL')

  const { readMs, changeMs } = timeoutsOf(config)

  async function once(call: C, budget: Budget): Promise<HttpReply> {
    const reply = await send(deps.fetch, requestOf(base, config, call, dialect), budget)
    if (reply.status >= 400) throw dialect.classify(reply, call, deps.now())
    return reply
  }

  return {
    read(call, schema, parent) {
      const safe = call.method === 'GET'
      return withBudget(deps.now, safe ? readMs : changeMs, parent, async (budget) => {
        const reply = await (safe
          ? withRetries(() => once(call, budget), deps.sleep, budget)
          : once(call, budget))
        return readBody(reply, call, dialect, schema)
      })
    },
    change(call, parent) {
      return withBudget(deps.now, changeMs, parent, async (budget) => {
        checkDone(await once(call, budget), call, dialect)
      })
    },
  }
}

/** What is gone already needs no deleting. */
export async function unlessGone(deletion: Promise<void>): Promise<void> {
  try {
    await deletion
  } catch (error) {
    if (!(error instanceof ProviderError && error.kind === 'not_found')) throw error
  }
}

/** Whether both are days as YYYY-MM-DD, in order. */
export function isDayRange({ from, to }: { from: string; to: string }): boolean {
  const isDay = (text: string) => /^\d{4}-\d\d-\d\d$/.test(text) && Number.isFinite(Date.parse(text))
  return isDay(from) && isDay(to) && from <= to
}
