import { spawn } from 'node:child_process'
import { closeSync, openSync, readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { rotate } from './child-log.mjs'
import { lives, startMark, until } from './identity.mjs'
import { Problem } from './output.mjs'
import { freePort, isFree } from './ports.mjs'
import { binariesFor } from './postgres-binaries.mjs'
import { bareEnvironment, ensureCluster } from './postgres-data.mjs'
import { placeFor } from './postgres-place.mjs'
import { clearStale, findRunning, readPostmasterFile } from './postgres-running.mjs'
import { tail } from './tasks.mjs'

const SETTINGS = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '200',
  timezone: 'UTC',
  log_timezone: 'UTC',
  // The detail line of an error shows values of the row.
  log_error_verbosity: 'terse',
  log_min_error_statement: 'panic',
}

/**
 * The embedded Postgres of one folder.
 * @typedef {{ port: number, pid: number, dir: string, password: string, adopted: boolean, created: boolean, moved: boolean,
 *   gone: Promise<void>, stop(): Promise<void> }} Server `moved`: kept under /var/tmp; `gone` settles when it ended
 */

/**
 * Starts the embedded Postgres on a folder, creating it when needed, or adopts the one that still runs there.
 * @param {{ dir: string, logFile: string, password: string, port?: number, settings?: Record<string, string> }} options
 *   `port`: insist on this one; otherwise any free one
 * @returns {Promise<Server>}
 */
export async function startPostgres({ dir, logFile, password, port, settings = {} }) {
  const place = placeFor(dir)
  const running = await findRunning(place.dir)
  if (running) return server(place, password, running, { adopted: true, created: false })
  await clearStale(place.dir)
  const bin = binariesFor(place)
  const created = ensureCluster(place, bin, password)
  rotate(logFile)
  const end = Date.now() + 30_000
  for (;;) {
    const wanted = port ?? (await freePort())
    const attempt = await launch({
      place,
      bin,
      logFile,
      port: wanted,
      settings: { ...SETTINGS, ...settings },
    })
    if (attempt.record) return server(place, password, attempt.record, { adopted: false, created })
    // Somebody else started it on this folder at the same moment.
    const other = /already exists/.test(attempt.said) ? await findRunning(place.dir) : null
    if (other) return server(place, password, other, { adopted: true, created: false })
    // Another program took the port in between, or processes of a killed server are still going away.
    const passing = /already in use|still in use|could not bind/i.test(attempt.said)
    if (!passing || Date.now() > end) throw new Problem(`Postgres does not start:\n${tail(attempt.said, 15)}`)
    if (port && !(await isFree(port)))
      throw new Problem(`Postgres does not start: another program took its port ${port}.`)
    await new Promise((resolve) => setTimeout(resolve, 300))
  }
}

async function launch({ place, bin, logFile, port, settings }) {
  const log = openSync(logFile, 'a', 0o600)
  const before = readFileSync(logFile, 'utf8').length
  const options = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  // Detached and with '/' as its folder: Ctrl-C in the terminal must not reach it, and it is stopped last.
  const child = spawn(path.join(bin, 'postgres'), ['-D', place.dir, '-p', String(port), ...options], {
    cwd: '/',
    detached: true,
    env: bareEnvironment(),
    stdio: ['ignore', log, log],
    ...place.user,
  })
  closeSync(log)
  let failure
  child.once('error', (error) => {
    failure = error
  })
  child.unref()
  const record = { pid: child.pid, start: startMark(child.pid), port }
  const ended = () => failure !== undefined || child.exitCode !== null || child.signalCode !== null
  const ready = () => {
    const file = readPostmasterFile(place.dir)
    return file?.pid === child.pid && file.ready
  }
  await until(() => ended() || ready(), 60_000, 15)
  if (!ended() && ready()) return { record, said: '' }
  if (!ended()) child.kill('SIGQUIT')
  return { said: `${readFileSync(logFile, 'utf8').slice(before)}${failure ?? ''}` }
}

function server(place, password, { pid, start, port }, { adopted, created }) {
  const record = { pid, start }
  let watching = true
  const gone = (async () => {
    while (watching && lives(record)) await new Promise((resolve) => setTimeout(resolve, 250))
  })()
  const end = async (signal, ms) => {
    if (!lives(record)) return true
    process.kill(pid, signal)
    return until(() => !lives(record), ms, 20)
  }
  return {
    port,
    pid,
    dir: place.dir,
    password,
    adopted,
    created,
    moved: place.moved,
    gone,
    /** Ends it: a fast shutdown, then harder ones. */
    async stop() {
      const stopped =
        (await end('SIGINT', 20_000)) || (await end('SIGQUIT', 10_000)) || (await end('SIGKILL', 5_000))
      watching = false
      if (!stopped) throw new Problem(`Postgres (process ${pid}) could not be ended.`)
    },
  }
}

/** Ends the Postgres of a folder, if one runs there, and removes the folder. */
export async function removePostgres(dir) {
  const place = placeFor(dir)
  const running = await findRunning(place.dir)
  if (running) await server(place, '', running, { adopted: true, created: false }).stop()
  rmSync(place.dir, { recursive: true, force: true })
}
