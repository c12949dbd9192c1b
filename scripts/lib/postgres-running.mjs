import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, readlinkSync, realpathSync, rmSync } from 'node:fs'
import path from 'node:path'
import { lives, startMark, until } from './identity.mjs'
import { Problem } from './output.mjs'

/** What postmaster.pid says: line 1 the pid, line 4 the port, line 8 the status. Null without a usable file. */
export function readPostmasterFile(dir) {
  try {
    const lines = readFileSync(path.join(dir, 'postmaster.pid'), 'utf8').split('\n')
    const pid = Number(lines[0])
    if (!Number.isInteger(pid) || pid <= 0) return null
    return { pid, port: Number(lines[3]), ready: (lines[7] ?? '').trim() === 'ready' }
  } catch {
    return null
  }
}

function commandLine(pid) {
  if (process.platform === 'linux') {
    try {
      return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0')
    } catch {
      return []
    }
  }
  return (spawnSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).stdout ?? '')
    .trim()
    .split(/\s+/)
}

/** True when a pid is a postmaster that was started for this folder; a recycled pid is not. */
function serves(pid, dir) {
  const words = commandLine(pid)
  return path.basename(words[0] ?? '').startsWith('postgres') && words[words.indexOf('-D') + 1] === dir
}

/**
 * The Postgres that already runs on a folder, left by a launcher that was killed.
 * @returns {Promise<{ pid: number, port: number, start: string } | null>}
 */
export async function findRunning(dir) {
  const found = readPostmasterFile(dir)
  const start = found && startMark(found.pid)
  if (!found || !start || !serves(found.pid, dir)) return null
  const record = { pid: found.pid, start }
  // It may still be starting, recovering or shutting down.
  await until(() => !lives(record) || readPostmasterFile(dir)?.ready, 15_000)
  const now = readPostmasterFile(dir)
  return lives(record) && now?.ready ? { ...record, port: now.port } : null
}

/** Server processes of a folder whose postmaster died. They end by themselves, as soon as they notice. */
function orphansOf(dir) {
  if (process.platform !== 'linux' || !existsSync(dir)) return []
  const home = realpathSync(dir)
  return readdirSync('/proc').filter((entry) => {
    if (!/^\d+$/.test(entry)) return false
    try {
      return readlinkSync(`/proc/${entry}/cwd`) === home && commandLine(entry)[0]?.startsWith('postgres')
    } catch {
      return false
    }
  })
}

/**
 * Clears the way after a kill -9. A zombie, or a stranger who got the pid, still "owns" postmaster.pid, and
 * Postgres would refuse to start; the file goes only when nothing works on the folder any more.
 */
export async function clearStale(dir) {
  const found = readPostmasterFile(dir)
  if (!found) return
  if (startMark(found.pid) && serves(found.pid, dir))
    throw new Problem(
      `Postgres (process ${found.pid}) is running in ${dir} but does not answer. End it and start again.`,
    )
  if (!(await until(() => orphansOf(dir).length === 0, 5_000))) {
    for (const pid of orphansOf(dir)) process.kill(Number(pid), 'SIGQUIT')
    if (!(await until(() => orphansOf(dir).length === 0, 10_000)))
      throw new Problem(
        `Processes of an earlier Postgres (${orphansOf(dir).join(', ')}) still work in ${dir}. End them and start again.`,
      )
  }
  rmSync(path.join(dir, 'postmaster.pid'), { force: true })
}
