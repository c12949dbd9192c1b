import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createSandbox, type Sandbox } from './app'

/**
 * Any number of sandboxes in one process, for tests: starting a process for each of their files costs more than
 * most of the files. Each sandbox has ports, a token and a memory of its own, and nothing on disk.
 * `POST /` with { controlToken, redirectUris, appOrigins } makes one and answers { id, origin, smtpUrl };
 * `DELETE /<id>` ends it. The process ends with whoever holds its standard input.
 */
type Wanted = { controlToken: string; redirectUris: string[]; appOrigins: string[] }

const sandboxes = new Map<string, Sandbox>()

async function read(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part as Buffer)
  return Buffer.concat(parts).toString('utf8')
}

async function make(request: IncomingMessage) {
  const { controlToken, redirectUris, appOrigins } = JSON.parse(await read(request)) as Wanted
  const memory = { dataDir: null, apiKeys: [], port: 0, smtpPort: 0 }
  const sandbox = createSandbox({ ...memory, controlToken, redirectUris, appOrigins })
  const addresses = await sandbox.listen()
  const id = new URL(addresses.origin).port
  sandboxes.set(id, sandbox)
  return { id, ...addresses }
}

async function end(id: string) {
  const sandbox = sandboxes.get(id)
  sandboxes.delete(id)
  await sandbox?.close()
  return {}
}

const server = createServer((request, response) => {
  const work = request.method === 'POST' ? make(request) : end((request.url ?? '').slice(1))
  work.then(
    (answer) => response.end(JSON.stringify(answer)),
    (error: Error) => response.writeHead(500).end(error.message),
  )
})
server.listen(0, '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo
  process.stdout.write(`sandboxes: made on http://127.0.0.1:${port}\n`)
})
process.stdin.on('end', () => process.exit(0)).resume()
