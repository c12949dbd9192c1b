import { type ChildProcess, spawn } from 'node:child_process'
import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { createServer } from 'node:net'
import path from 'node:path'
import { environment } from '../fixtures/environment'

/** Beside the build, so that its relative links to packages still fit. */
const COPY = `${environment.distDir}-no-proxy`

/** A port that nobody listens on. */
export async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

function removeProxy(): void {
  cpSync(environment.distDir, COPY, {
    recursive: true,
    verbatimSymlinks: true,
    filter: (source) => !/(^|[\\/])(cache|trace|types)$/.test(path.relative(environment.distDir, source)),
  })
  const file = path.join(COPY, 'server', 'functions-config-manifest.json')
  const config = JSON.parse(readFileSync(file, 'utf8')) as { functions: Record<string, unknown> }
  if (!Object.hasOwn(config.functions, '/_middleware')) throw new Error('The build has no proxy to take out.')
  delete config.functions['/_middleware']
  writeFileSync(file, JSON.stringify(config))
  for (const name of ['middleware.js', 'middleware'])
    rmSync(path.join(COPY, 'server', name), { recursive: true, force: true })
}

/** A second web process on the same database, from the same build, without `proxy.ts`. */
export async function startWithoutProxy(): Promise<{ origin: string; stop: () => Promise<void> }> {
  rmSync(COPY, { recursive: true, force: true })
  removeProxy()
  const port = await freePort()
  const origin = `http://localhost:${port}`
  const child: ChildProcess = spawn(process.execPath, ['scripts/web.mjs'], {
    env: {
      ...process.env,
      PORT: String(port),
      APP_ORIGIN: origin,
      NEXT_DIST_DIR: COPY,
      NODE_ENV: 'production',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  const ready = new Promise<void>((resolve, reject) => {
    const listen = (chunk: Buffer) => {
      said += chunk.toString('utf8')
      if (said.includes('web ready')) resolve()
    }
    child.stdout?.on('data', listen)
    child.stderr?.on('data', listen)
    child.once('exit', () => reject(new Error(`The second web process ended:\n${said.slice(-2_000)}`)))
  })
  await ready
  return {
    origin,
    stop: async () => {
      const gone = new Promise((resolve) => child.once('exit', resolve))
      child.kill('SIGTERM')
      await gone
      rmSync(COPY, { recursive: true, force: true })
    },
  }
}
