import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { readRecord, waitForLock } from './lock.mjs'
import { Problem } from './output.mjs'
import { root } from './paths.mjs'
import { runTask, tail } from './tasks.mjs'

const modules = path.join(root, 'node_modules')
const stampFile = path.join(modules, '.patchbay-lock')
const lockFile = path.join(root, 'package-lock.json')

/** What the installed packages must match: the lock file, and the kind of machine that their binaries are for. */
function wanted() {
  const machine = `${process.platform}-${process.arch}-${process.versions.modules}`
  return createHash('sha256').update(readFileSync(lockFile)).update(machine).digest('hex')
}

const stamped = () => (existsSync(stampFile) ? readFileSync(stampFile, 'utf8') : null)

/**
 * True for a package that must be there although it is optional: the binaries for this machine. npm leaves out
 * those for other systems, what only they need, and those for the other C library.
 */
function neededHere({ os, cpu, libc }) {
  return Boolean(os?.includes(process.platform) && cpu?.includes(process.arch) && !libc)
}

/** True when npm's own record of node_modules says that it holds what the lock file says: installed by hand. */
function installedByHand() {
  const have = readRecord(path.join(modules, '.package-lock.json'))?.packages
  const want = readRecord(lockFile)?.packages
  if (!have || !want) return false
  return Object.entries(want).every(([place, entry]) => {
    if (place === '') return true
    const there = have[place]
    if (!there) return Boolean(entry.optional) && !neededHere(entry)
    return (
      there.version === entry.version &&
      there.integrity === entry.integrity &&
      existsSync(path.join(root, place))
    )
  })
}

/** npm as the person started it, else the one in the path. */
function npm() {
  const script = process.env.npm_execpath
  if (script && /npm-cli\.[cm]?js$/.test(script)) return { command: process.execPath, args: [script] }
  return { command: 'npm', args: [] }
}

/**
 * Makes node_modules match package-lock.json; does nothing when it does.
 * @param {ReturnType<typeof import('./processes.mjs').openRegistry>} registry
 * @param {(text: string) => void} note
 */
export async function ensureInstalled(registry, note) {
  const want = wanted()
  if (stamped() === want) return
  // `npm start` and `npm test` of one checkout share node_modules.
  const lock = await waitForLock(path.join(root, '.cache', 'install.lock'), 10 * 60_000)
  if (!lock)
    throw new Problem(
      'Another process has been installing packages here for ten minutes. Try again when it is done.',
    )
  try {
    if (stamped() === want) return
    if (!installedByHand()) await install(registry, note)
    writeFileSync(stampFile, want)
  } finally {
    lock.release()
  }
}

async function install(registry, note) {
  const { command, args } = npm()
  const result = await runTask(registry, {
    name: 'install',
    command,
    args: [...args, 'ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'],
    env: { ...process.env, NODE_ENV: 'development' },
  })
  if (result.code !== 0) throw new Problem(`npm ci failed:\n${tail(result.output, 40)}`)
  note('npm ci')
}
