import { createHash, timingSafeEqual } from 'node:crypto'
import { createMiddleware } from 'hono/factory'
import type { Runtime } from '../runtime'

const digest = (text: string) => createHash('sha256').update(text).digest()

/** Compares in a time that tells nothing about where two texts differ. */
export function sameSecret(a: string, b: string): boolean {
  return timingSafeEqual(digest(a), digest(b))
}

/**
 * Every request must name this very server as its host, so that no other name that resolves to loopback
 * (DNS rebinding) reaches it. `/health` is told to all.
 */
export const exactHost = (runtime: Runtime) =>
  createMiddleware(async (c, next) => {
    if (c.req.path === '/health' || `http://${c.req.header('host') ?? ''}` === runtime.origin) return next()
    return c.json({ error: `Use ${runtime.origin}` }, 421)
  })

/** The control API: our token, and no page of another origin behind it. */
export const requireControlToken = (runtime: Runtime) =>
  createMiddleware(async (c, next) => {
    const origin = c.req.header('origin')
    if (origin !== undefined && origin !== runtime.origin) return c.json({ error: 'Wrong origin' }, 403)
    const token = c.req.header('x-control-token') ?? ''
    if (!sameSecret(token, runtime.config.controlToken)) return c.json({ error: 'Wrong control token' }, 401)
    await next()
  })
