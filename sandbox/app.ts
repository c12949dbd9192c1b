import type { AddressInfo } from 'node:net'
import { serve } from '@hono/node-server'
import { Hono } from 'hono'
import type { SandboxConfig } from './config'
import { CallLog } from './control/calls'
import { Faults } from './control/faults'
import { exactHost } from './control/guard'
import { controlRoutes } from './control/routes'
import { settle } from './flow/engine'
import { settleLogins } from './logins/engine'
import { stepRoutes } from './logins/pages/step-routes'
import { Windows } from './logins/windows'
import { Mailbox } from './mail/mailbox'
import { mailboxRoutes } from './mail/routes'
import { createSink, listenSink } from './mail/sink'
import { onlyfansapiRoutes } from './onlyfansapi/routes'
import { widgetRoutes } from './onlyfansapi/widget'
import { onlyfanskitRoutes } from './onlyfanskit/routes'
import { assetRoutes } from './pages/assets'
import { hostedRoutes } from './pages/hosted'
import { peopleRoutes } from './pages/people-routes'
import type { Runtime } from './runtime'
import { runMonitor } from './state/connections'
import { Store } from './state/store'
import { Outbox } from './webhooks/outbox'
import { RateLimiter } from './wire/rate-limit'
import { wireRoutes } from './wire/routes'

/** One sandbox. Nothing happens before `listen`. */
export type Sandbox = {
  /** Listens on 127.0.0.1, for HTTP and for mail, and says where. */
  listen(): Promise<{ origin: string; smtpUrl: string }>
  /** Saves and stops, without waiting for idle connections. */
  close(): Promise<void>
}

function build(runtime: Runtime): Hono {
  const app = new Hono()
  app.onError((error, c) => {
    runtime.config.log?.(`sandbox: ${c.req.method} failed: ${error.name}`)
    return c.json({ error: 'Internal error', type: 'UNKNOWN_ERROR' }, 500)
  })
  app.use('*', exactHost(runtime))
  app.use('*', async (_c, next) => {
    settle(runtime)
    settleLogins(runtime)
    runMonitor(runtime)
    await next()
  })
  app.get('/health', (c) => c.json({ ok: true }))
  app.route('/v2', wireRoutes(runtime))
  app.route('/api', onlyfansapiRoutes(runtime))
  app.route('/embed-auth', widgetRoutes(runtime))
  app.route('/embed-auth', stepRoutes(runtime, 'onlyfansapi'))
  app.route('/v1/pages', stepRoutes(runtime, 'onlyfanskit'))
  app.route('/v1', onlyfanskitRoutes(runtime))
  app.route('/__control', controlRoutes(runtime))
  app.route('/', assetRoutes())
  app.route('/', hostedRoutes(runtime))
  app.route('/', peopleRoutes(runtime))
  app.route('/', mailboxRoutes(runtime))
  app.notFound((c) => c.json({ error: 'Route not found', type: 'ROUTE_NOT_FOUND' }, 404))
  return app
}

/** Makes a sandbox of its own from a configuration; several may run in one process. */
export function createSandbox(config: SandboxConfig): Sandbox {
  const now = config.now ?? Date.now
  const store = new Store(config.dataDir, now, config.log ?? (() => undefined))
  const runtime: Runtime = {
    config,
    store,
    outbox: new Outbox(store, now, config.appOrigins[0]),
    calls: new CallLog(),
    faults: new Faults(),
    limiter: new RateLimiter(),
    windows: new Windows(),
    mailbox: new Mailbox(config.dataDir),
    origin: '',
  }
  const app = build(runtime)
  const sink = createSink(runtime)
  let server: ReturnType<typeof serve> | null = null
  const listenHttp = () =>
    new Promise<string>((resolve, reject) => {
      server = serve(
        { fetch: app.fetch, hostname: '127.0.0.1', port: config.port },
        (address: AddressInfo) => {
          runtime.origin = `http://127.0.0.1:${address.port}`
          resolve(runtime.origin)
        },
      )
      server.once('error', reject)
    })
  const closeHttp = () =>
    new Promise<void>((resolve) => {
      if (server === null) return resolve()
      server.close(() => resolve())
      if ('closeAllConnections' in server) server.closeAllConnections()
    })
  return {
    async listen() {
      const smtpPort = await listenSink(sink, config.smtpPort)
      const origin = await listenHttp()
      runtime.outbox.resume()
      return { origin, smtpUrl: `smtp://127.0.0.1:${smtpPort}` }
    },
    async close() {
      runtime.outbox.clear()
      runtime.store.flush()
      await Promise.all([closeHttp(), new Promise<void>((resolve) => sink.close(() => resolve()))])
    },
  }
}
