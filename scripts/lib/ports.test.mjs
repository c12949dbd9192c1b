import { createServer } from 'node:net'
import { expect, test } from 'vitest'
import { freePort, isFree, nextFreePort } from './ports.mjs'

function listen(port, host) {
  const server = createServer()
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen({ port, host }, () => resolve(server))
  })
}

test.each(['127.0.0.1', '::1', '0.0.0.0', '::'])('a port that somebody has on %s is taken', async (host) => {
  const port = await freePort()
  expect(await isFree(port)).toBe(true)
  let server
  try {
    server = await listen(port, host)
  } catch (error) {
    // This machine has no IPv6.
    expect(error.code).toMatch(/EADDRNOTAVAIL|EAFNOSUPPORT/)
    return
  }
  expect(await isFree(port)).toBe(false)
  const next = await nextFreePort(port, [port + 1])
  expect(next).toBeGreaterThan(port + 1)
  server.close()
})
