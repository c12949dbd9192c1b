import type { Context } from 'hono'
import { createMiddleware } from 'hono/factory'
import { organisationKey } from '../config'
import { redact } from '../control/calls'
import type { Runtime } from '../runtime'
import type { WireEnv } from './env'
import { answerWithFault } from './fault-responses'

async function bodyOf(c: Context): Promise<unknown> {
  const text = await c.req.text()
  if (text === '') return null
  try {
    return redact(JSON.parse(text))
  } catch {
    return '[not JSON]'
  }
}

/**
 * Records each call with the status that the caller saw (0 where it saw none) and uses up the faults that wait
 * for it. `keyOf` finds the key in the request; the calls of an organisation are kept under its first key.
 */
export const record = (runtime: Runtime, keyOf: (c: Context) => string) =>
  createMiddleware<WireEnv>(async (c, next) => {
    const apiKey = keyOf(c)
    const { pathname, search } = new URL(c.req.url)
    const at = runtime.store.isoNow()
    const body = await bodyOf(c)
    const fault = runtime.faults.take(apiKey, c.req.method, pathname)
    if (fault === null) {
      await next()
    } else {
      c.res = await answerWithFault(fault, c.env, async () => {
        await next()
        return c.res
      })
    }
    const lost = fault !== null && ['reset', 'drop_after', 'truncated'].includes(fault.kind)
    runtime.calls.add(organisationKey(apiKey), {
      at,
      method: c.req.method,
      path: pathname + search,
      status: lost ? 0 : c.res.status,
      body,
    })
  })

/** The key of an `Authorization: Bearer …` header; '' without one. */
export function bearer(c: Context): string {
  return /^Bearer (\S+)$/i.exec(c.req.header('authorization') ?? '')?.[1] ?? ''
}
