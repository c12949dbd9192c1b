import { createHash } from 'node:crypto'
import { chmodSync, chownSync, existsSync, mkdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { Problem } from './output.mjs'

const NOBODY = 65534

/** Postgres refuses uid 0, so root runs it as the owner of existing data, else as nobody. Undefined: as ourselves. */
function chooseUser(dir) {
  if (process.getuid?.() !== 0) return undefined
  if (existsSync(path.join(dir, 'PG_VERSION'))) {
    const { uid, gid } = statSync(dir)
    if (uid !== 0) return { uid, gid }
  }
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((entry) => entry.startsWith('nobody:'))
  const [, , uid, gid] = (line ?? '').split(':')
  // macOS writes nobody as -2.
  const number = (value) => (value === undefined ? NOBODY : Number(value) >>> 0)
  return { uid: number(uid), gid: number(gid) }
}

/** True when a user may pass through every folder on the way to a path (which need not exist yet). */
export function reachable(target, user) {
  if (!user) return true
  for (let at = path.resolve(target); ; at = path.dirname(at)) {
    if (existsSync(at) && statSync(at).isDirectory()) {
      const { uid, gid, mode } = statSync(at)
      const bit = uid === user.uid ? 0o100 : gid === user.gid ? 0o010 : 0o001
      if ((mode & bit) === 0) return false
    }
    if (at === path.dirname(at)) return true
  }
}

/** A folder under /var/tmp for a checkout that Postgres' user cannot reach. Refused when somebody else made it. */
function besideCheckout(dir) {
  const place = path.join(
    '/var/tmp',
    `patchbay-${createHash('sha256').update(dir).digest('hex').slice(0, 12)}`,
  )
  if (!existsSync(place)) {
    mkdirSync(place, { mode: 0o711 })
    chmodSync(place, 0o711)
  }
  if (statSync(place).uid !== 0)
    throw new Problem(`${place} belongs to another user. Remove it and start again.`)
  return place
}

/**
 * Where a database folder lives and as whom Postgres runs there.
 * @param {string} wanted the folder that the caller would like
 * @returns {{ dir: string, base: string, user?: { uid: number, gid: number }, moved: boolean }} `base` holds what
 *   belongs to the folder: drafts of it, and a copy of the binaries where one is needed
 */
export function placeFor(wanted) {
  const user = chooseUser(wanted)
  const moved = !reachable(path.dirname(wanted), user)
  const base = moved ? besideCheckout(wanted) : path.dirname(wanted)
  const dir = path.join(base, path.basename(wanted))
  if (!moved) mkdirSync(base, { recursive: true, mode: user ? 0o711 : 0o700 })
  if (!user && existsSync(dir) && statSync(dir).uid !== process.getuid?.())
    throw new Problem(
      `${dir} belongs to another user: start as that user, or remove the folder to begin anew.`,
    )
  return { dir, base, user, moved }
}

/** Makes a folder that only Postgres' user may enter. */
export function privateDir(dir, user) {
  mkdirSync(dir, { mode: 0o700 })
  if (user) chownSync(dir, user.uid, user.gid)
  return dir
}
