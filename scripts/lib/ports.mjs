import { connect, createServer } from 'node:net'
import { Problem } from './output.mjs'

const LOOPBACK = ['127.0.0.1', '::1']

/** Listens for a moment. On a machine without IPv6 that address is simply not there. */
function canListen(port, host) {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', (error) => resolve(error.code === 'EADDRNOTAVAIL' || error.code === 'EAFNOSUPPORT'))
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(true)))
  })
}

/** On some systems one may listen beside a server on all addresses; asking it is the only way to know. */
function answers(port, host) {
  return new Promise((resolve) => {
    const socket = connect({ port, host, timeout: 500 })
    const end = (result) => {
      socket.destroy()
      resolve(result)
    }
    socket.once('connect', () => end(true))
    socket.once('error', () => end(false))
    socket.once('timeout', () => end(false))
  })
}

/** True when nobody has this port, on IPv4 nor on IPv6 loopback: `localhost` may mean either. */
export async function isFree(port) {
  const results = await Promise.all(
    LOOPBACK.map(async (host) => !(await answers(port, host)) && (await canListen(port, host))),
  )
  return results.every(Boolean)
}

/** The first free port from `first` on. `except` are ports that are spoken for. */
export async function nextFreePort(first, except = []) {
  for (let port = first; port < first + 200 && port < 65_536; port++)
    if (!except.includes(port) && (await isFree(port))) return port
  throw new Problem(`No free port between ${first} and ${Math.min(first + 199, 65_535)}.`)
}

/** Any free port that the system chooses. */
export function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen({ port: 0, host: '127.0.0.1' }, () => {
      const { port } = server.address()
      server.close(() => resolve(port))
    })
  })
}

/** Reads a port from the environment. */
export function portFrom(name, fallback) {
  const text = process.env[name]
  if (!text) return fallback
  const port = Number(text)
  if (!Number.isInteger(port) || port < 1 || port > 65_535)
    throw new Problem(`${name} must be a port number, not "${text}".`)
  return port
}
