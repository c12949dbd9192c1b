import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { lives, startMark, until } from './identity.mjs'
import { readRecord, writeRecord } from './lock.mjs'
import { Problem } from './output.mjs'
import { root } from './paths.mjs'

const MARK = 'PATCHBAY_INSTANCE'

function signal(pid, name) {
  try {
    process.kill(pid, name)
  } catch {
    // Gone already.
  }
}

/** Signals a whole session: the processes are started detached, so the leader's pid names its group. */
const signalGroup = (pid, name) => signal(-pid, name)

/**
 * The processes that belong to one data folder. Each is the leader of its own group, so that Ctrl-C reaches only
 * the launcher, and carries a mark in its environment, so that the next start finds what a killed launcher left.
 * @param {string} folder the data folder
 */
export function openRegistry(folder) {
  const runDir = path.join(folder, 'run')
  const instance = createHash('sha256').update(folder).digest('hex').slice(0, 24)
  const alive = new Set()
  let closed = false
  mkdirSync(runDir, { recursive: true, mode: 0o700 })
  const recordOf = (name) => path.join(runDir, `${name}.json`)

  /** Starts a process of ours. Its record is removed when it exits. */
  function start(
    name,
    args,
    { env, command = process.execPath, cwd = root, stdio = ['ignore', 'pipe', 'pipe'] },
  ) {
    if (closed) throw new Problem('Patchbay is stopping.')
    const child = spawn(command, args, { cwd, stdio, detached: true, env: { ...env, [MARK]: instance } })
    if (child.pid) {
      writeRecord(recordOf(name), { name, pid: child.pid, start: startMark(child.pid) })
      alive.add(child)
    }
    const gone = () => {
      if (!alive.delete(child)) return
      // What it started itself must not outlive it.
      signalGroup(child.pid, 'SIGKILL')
      if (readRecord(recordOf(name))?.pid === child.pid) rmSync(recordOf(name), { force: true })
    }
    child.once('exit', gone)
    return child
  }

  /** Asks a process to end, and ends it when it has not within `grace` ms. */
  async function stop(child, grace) {
    if (!alive.has(child)) return
    const exited = new Promise((resolve) => child.once('exit', resolve))
    signal(child.pid, 'SIGTERM')
    const timer = setTimeout(() => signalGroup(child.pid, 'SIGKILL'), grace)
    await exited
    clearTimeout(timer)
  }

  /** Ends what an earlier launcher left behind. Returns how many there were. */
  async function cleanLeftovers() {
    const records = readdirSync(runDir)
      .filter((file) => file.endsWith('.json'))
      .map((file) => ({ file: path.join(runDir, file), ...readRecord(path.join(runDir, file)) }))
    const left = process.platform === 'linux' ? marked(instance) : records.filter(lives)
    const each = process.platform === 'linux' ? signal : signalGroup
    for (const one of left) each(one.pid, 'SIGTERM')
    if (!(await until(() => !left.some(lives), 5_000))) {
      for (const one of left) if (lives(one)) each(one.pid, 'SIGKILL')
      await until(() => !left.some(lives), 5_000)
    }
    for (const record of records) rmSync(record.file, { force: true })
    return left.length
  }

  return {
    start,
    stop,
    cleanLeftovers,
    /** Ends what still runs; from now on nothing is started any more. */
    async close() {
      closed = true
      await Promise.all([...alive].map((child) => stop(child, 3_000)))
    },
  }
}

/** Every living process whose environment carries our mark. A recycled pid never does. */
function marked(instance) {
  const found = []
  for (const entry of readdirSync('/proc')) {
    if (!/^\d+$/.test(entry) || Number(entry) === process.pid) continue
    let environment
    try {
      environment = readFileSync(`/proc/${entry}/environ`, 'latin1')
    } catch {
      continue
    }
    const start = startMark(Number(entry))
    if (start && environment.split('\0').includes(`${MARK}=${instance}`))
      found.push({ pid: Number(entry), start })
  }
  return found
}
