import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { waitForLock } from './lock.mjs'
import { Problem } from './output.mjs'
import { root } from './paths.mjs'
import { runTask, tail } from './tasks.mjs'

const FOLDERS = ['app', 'components', 'lib', 'db', 'public']
const ROOT_FILES = ['package.json', 'package-lock.json', 'tsconfig.json']
/** Configuration of tools that do not take part in a build. */
const NOT_BUILT = /^(vitest|playwright|drizzle|knip|biome)[.-]|^next-env\.d\.ts$/
const SKIPPED = /\.test\.[cm]?[jt]sx?$|^db\/(migrations|testing)\//
const next = path.join('node_modules', 'next', 'dist', 'bin', 'next')

function filesBelow(folder) {
  const full = path.join(root, folder)
  if (!existsSync(full)) return []
  return readdirSync(full, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)).replaceAll(path.sep, '/'))
}

/** Next adds folders to `include` by itself; only the compiler's options change what is built. */
function contentOf(file) {
  const content = readFileSync(path.join(root, file))
  if (file !== 'tsconfig.json') return content
  try {
    return JSON.stringify(JSON.parse(content.toString('utf8')).compilerOptions)
  } catch {
    return content
  }
}

/** A hash of everything that a build depends on; tests and migrations are not among it. */
export function sourceHash() {
  const loose = readdirSync(root).filter(
    (name) => ROOT_FILES.includes(name) || (/\.[cm]?[jt]sx?$/.test(name) && !NOT_BUILT.test(name)),
  )
  const files = [...loose, ...FOLDERS.flatMap(filesBelow)].filter((file) => !SKIPPED.test(file)).sort()
  const hash = createHash('sha256').update(process.versions.modules)
  for (const file of files) hash.update(`\0${file}\0`).update(contentOf(file))
  return hash.digest('hex')
}

/**
 * Builds for production when the sources changed since the last complete build.
 * @param {ReturnType<typeof import('./processes.mjs').openRegistry>} registry
 * @param {{ env: object, distDir: string, force?: boolean, logFile?: string }} options `distDir` relative to the checkout
 * @returns {Promise<{ built: boolean, output: string }>}
 */
export async function ensureBuilt(registry, { env, distDir, force = false, logFile }) {
  const lock = await waitForLock(
    path.join(root, '.cache', `build-${distDir.replaceAll(/\W/g, '')}.lock`),
    10 * 60_000,
  )
  if (!lock)
    throw new Problem('Another process has been building here for ten minutes. Try again when it is done.')
  try {
    const stamp = path.join(root, distDir, '.patchbay-build')
    const hash = sourceHash()
    if (!force && existsSync(stamp) && readFileSync(stamp, 'utf8') === hash)
      return { built: false, output: '' }
    // Without its stamp a build that is killed half way counts as none.
    rmSync(stamp, { force: true })
    const result = await runTask(registry, {
      name: `build-${distDir.replaceAll(/\W/g, '')}`,
      args: [next, 'build'],
      env,
      logFile,
    })
    if (result.code !== 0) throw new Problem(`The build failed:\n${tail(result.output, 60)}`)
    writeFileSync(stamp, hash)
    return { built: true, output: result.output }
  } finally {
    lock.release()
  }
}
