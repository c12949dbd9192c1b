import { spawn, spawnSync } from 'node:child_process'
import {
  chmodSync,
  cpSync,
  existsSync,
  lchownSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
} from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { outerEnvironment } from './environment.mjs'
import { lives, startMark, until } from './identity.mjs'
import { readRecord } from './lock.mjs'
import { root } from './paths.mjs'

/** The files of the checkout as a clone would have them. */
function sourceFiles() {
  const git = spawnSync('git', ['ls-files', '-co', '--exclude-standard', '-z'], {
    cwd: root,
    encoding: 'utf8',
  })
  if (git.status === 0 && git.stdout !== '')
    return git.stdout.split('\0').filter((name) => name && existsSync(path.join(root, name)))
  return readdirSync(root).filter(
    (name) => !/^(node_modules|\.git|\.next.*|\.data.*|\.cache|\.env)$/.test(name),
  )
}

/** A copy of the checkout in a folder that every user can enter. The packages are linked where that is possible. */
export function copyCheckout() {
  const base = process.platform === 'linux' ? '/var/tmp' : os.tmpdir()
  const dir = mkdtempSync(path.join(base, 'patchbay-copy-'))
  chmodSync(dir, 0o755)
  for (const name of sourceFiles()) {
    mkdirSync(path.dirname(path.join(dir, name)), { recursive: true })
    cpSync(path.join(root, name), path.join(dir, name), { recursive: true })
  }
  const modules = path.join(root, 'node_modules')
  const linked = spawnSync('cp', ['-al', modules, path.join(dir, 'node_modules')])
  if (linked.status !== 0) {
    rmSync(path.join(dir, 'node_modules'), { recursive: true, force: true })
    spawnSync('cp', ['-a', modules, path.join(dir, 'node_modules')])
  }
  return dir
}

/** Gives a copy to another user, without its packages: those are links to ours. */
export function giveAway(dir, user) {
  const own = (file) => lchownSync(file, user.uid, user.gid)
  own(dir)
  for (const top of readdirSync(dir)) {
    if (top === 'node_modules') continue
    own(path.join(dir, top))
    const below = existsSync(path.join(dir, top))
      ? spawnSync('find', [path.join(dir, top), '-print0'], { encoding: 'utf8' }).stdout
      : ''
    for (const file of below.split('\0').filter(Boolean)) own(file)
  }
}

/**
 * Runs `npm start` of a copy.
 * @param {string} dir
 * @param {{ env?: object, user?: { uid: number, gid: number } }} options
 */
export function startCopy(dir, { env = {}, user } = {}) {
  const child = spawn(process.execPath, ['scripts/start.mjs'], {
    cwd: dir,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...outerEnvironment(), PATCHBAY_DATA_DIR: '', HOME: dir, ...env },
    ...user,
  })
  let said = ''
  const hear = (chunk) => {
    said += chunk
  }
  child.stdout.on('data', hear)
  child.stderr.on('data', hear)
  const ended = new Promise((resolve) => child.once('close', (code) => resolve(code)))
  return {
    pid: child.pid,
    said: () => said,
    ended,
    /** Waits for the last line of a complete start; throws what was said when it ends before. */
    async ready(ms = 120_000) {
      const done = await Promise.race([
        until(() => said.includes('Ctrl-C stops everything'), ms),
        ended.then(() => false),
      ])
      if (!done) throw new Error(`The start did not come to its end:\n${said}`)
      return /Patchbay {2}(http:\/\/localhost:\d+)/.exec(said)?.[1]
    },
    interrupt() {
      child.kill('SIGINT')
      return ended
    },
    kill() {
      child.kill('SIGKILL')
      return ended
    },
  }
}

/** The record of one of a copy's processes. */
export const recordOf = (dir, name) => readRecord(path.join(dir, '.data', 'run', `${name}.json`))

/** The pid and port of a copy's Postgres. */
export function postgresOf(folder) {
  const lines = readFileSync(path.join(folder, 'postgres', 'postmaster.pid'), 'utf8').split('\n')
  return { pid: Number(lines[0]), port: Number(lines[3]) }
}

/** Kills a process that we started in a copy, and waits until it is gone. */
export async function kill9(pid) {
  const record = { pid, start: startMark(pid) }
  process.kill(pid, 'SIGKILL')
  await until(() => !lives(record), 5_000)
}

/** Every living process that works in a folder or was started for it. */
export function processesOf(folder) {
  if (process.platform !== 'linux') return []
  return readdirSync('/proc').filter((entry) => {
    if (!/^\d+$/.test(entry) || !startMark(Number(entry))) return false
    try {
      const inside = `${readlinkSync(`/proc/${entry}/cwd`)}/`.startsWith(`${folder}/`)
      return inside || readFileSync(`/proc/${entry}/cmdline`, 'utf8').includes(`${folder}/`)
    } catch {
      return false
    }
  })
}
