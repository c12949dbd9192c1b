/**
 * The web process: Next behind our own small HTTP server. Ours, because the client's address must be the
 * socket's and not a header that anybody can send, and because `localhost` must answer on both loopback
 * addresses. Usage: node scripts/web.mjs [--dev]
 */
import { createServer } from 'node:http'
import next from 'next'

const dev = process.argv.includes('--dev')
const port = Number(process.env.PORT ?? 3000)
const loopbackOnly = process.env.PATCHBAY_MODE !== 'live'
const hosts = loopbackOnly ? ['127.0.0.1', '::1'] : [process.env.HOST ?? '0.0.0.0']
const trustedProxies = Number(process.env.TRUSTED_PROXIES ?? 0)

// In development Next listens for its reload socket on one server only; ours, one per address, pass it on.
const sockets = createServer()
const app = next({ dev, dir: process.cwd(), hostname: 'localhost', port, httpServer: sockets })
const handle = app.getRequestHandler()
await app.prepare()

/** Appends the socket's address to the chain of trusted proxies, or starts the chain anew without them. */
function setForwarded(request) {
  const socket = request.socket.remoteAddress ?? 'unknown'
  const before = trustedProxies > 0 ? request.headers['x-forwarded-for'] : undefined
  request.headers['x-forwarded-for'] = before ? `${before}, ${socket}` : socket
  // Only we name requests; a client's own id could repeat another's.
  request.headers['x-request-id'] = crypto.randomUUID()
  if (trustedProxies === 0) {
    for (const name of ['x-forwarded-host', 'x-forwarded-proto', 'x-forwarded-port', 'forwarded'])
      delete request.headers[name]
  }
}

function answer(request, response) {
  setForwarded(request)
  handle(request, response)
}

const servers = []
for (const host of hosts) {
  const server = createServer(
    { maxHeaderSize: 16_384, requestTimeout: 30_000, headersTimeout: 15_000 },
    answer,
  )
  if (dev) server.on('upgrade', (...upgrade) => sockets.emit('upgrade', ...upgrade))
  await new Promise((resolve, reject) => {
    server.once('error', (error) => {
      // A machine without IPv6 is fine; a taken port is not.
      if (host === '::1' && error.code !== 'EADDRINUSE') resolve()
      else reject(error)
    })
    server.listen(port, host, () => {
      servers.push(server)
      resolve()
    })
  })
}
process.stdout.write(`web ready on port ${port}\n`)

function stop() {
  for (const server of servers) {
    server.close()
    server.closeIdleConnections()
  }
  setTimeout(() => process.exit(0), 3_000).unref()
  setInterval(() => {
    if (servers.every((server) => !server.listening)) process.exit(0)
  }, 50).unref()
}
process.once('SIGTERM', stop)
process.once('SIGINT', stop)
