import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

const linux = process.platform === 'linux'
let boot

/** The boot makes a start time unique: a record from before a restart of the machine never matches. */
function bootId() {
  boot ??= readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()
  return boot
}

/**
 * A value that no other process with the same pid ever has: a recycled pid is told apart by it.
 * Null when there is no such process, or only its zombie.
 * @param {number} pid
 * @returns {string | null}
 */
export function startMark(pid) {
  if (!Number.isInteger(pid) || pid <= 0) return null
  if (!linux) return startMarkFromPs(pid)
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // The name may hold spaces and brackets; what follows the last bracket is fixed: state, …, start time.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return /[ZXx]/.test(fields[0]) ? null : `${bootId()}:${fields[19]}`
  } catch {
    return null
  }
}

function startMarkFromPs(pid) {
  const ps = spawnSync('ps', ['-o', 'state=,lstart=', '-p', String(pid)], {
    encoding: 'utf8',
    env: { ...process.env, LC_ALL: 'C' },
  })
  const line = ps.stdout?.trim() ?? ''
  return line === '' || line.startsWith('Z') ? null : line.replace(/^\S+\s+/, '')
}

/** Who this process is, for lock files and process records. */
export const self = () => ({ pid: process.pid, start: startMark(process.pid) })

/** True while the process of a record still lives. */
export const lives = (record) => Boolean(record?.start) && startMark(record.pid) === record.start

/** Waits until `done` is true; false after `ms`. */
export async function until(done, ms, every = 50) {
  const end = Date.now() + ms
  while (!(await done())) {
    if (Date.now() > end) return false
    await new Promise((resolve) => setTimeout(resolve, every))
  }
  return true
}
