import { spawnSync } from 'node:child_process'
import { chownSync, existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { startMark } from './identity.mjs'
import { Problem } from './output.mjs'
import { privateDir } from './postgres-place.mjs'
import { tail } from './tasks.mjs'

/** Only what Postgres needs: nothing of the person's environment reaches it. */
export const bareEnvironment = () => ({ PATH: process.env.PATH ?? '', LC_ALL: 'C', TZ: 'UTC' })

const versionOf = (dir) => {
  const file = path.join(dir, 'PG_VERSION')
  return existsSync(file) ? readFileSync(file, 'utf8').trim() : null
}

/** Removes what a killed initdb left: its drafts carry the pid of the process that made them. */
function dropDeadDrafts(place) {
  const prefix = `${path.basename(place.dir)}.draft-`
  for (const entry of readdirSync(place.base)) {
    if (!entry.startsWith(prefix)) continue
    if (!startMark(Number(entry.slice(prefix.length))))
      rmSync(path.join(place.base, entry), { recursive: true })
  }
}

/**
 * Creates the database folder when there is none. It is made under another name and renamed when complete, so
 * that a killed start leaves no half of one and two first starts at once cannot mix.
 * @param {ReturnType<typeof import('./postgres-place.mjs').placeFor>} place
 * @param {string} bin folder of the binaries
 * @param {string} password of the superuser `postgres`
 * @returns {boolean} true when it was created
 */
export function ensureCluster(place, bin, password) {
  const major = spawnSync(path.join(bin, 'postgres'), ['--version'], { encoding: 'utf8' }).stdout?.match(
    /\) (\d+)/,
  )?.[1]
  const version = versionOf(place.dir)
  if (version) {
    if (major && version !== major)
      throw new Problem(
        `${place.dir} was made by Postgres ${version}, and this is Postgres ${major}. Remove the folder to begin anew.`,
      )
    return false
  }
  dropDeadDrafts(place)
  const draft = privateDir(`${place.dir}.draft-${process.pid}`, place.user)
  try {
    const passwordFile = path.join(draft, 'password')
    writeFileSync(passwordFile, password, { mode: 0o600 })
    if (place.user) chownSync(passwordFile, place.user.uid, place.user.gid)
    const data = path.join(draft, 'data')
    initdb(place, bin, data, passwordFile)
    // An empty or half-made folder from elsewhere would be in the way of the rename.
    if (!versionOf(place.dir)) rmSync(place.dir, { recursive: true, force: true })
    try {
      renameSync(data, place.dir)
    } catch (error) {
      if (!versionOf(place.dir)) throw error
    }
  } finally {
    rmSync(draft, { recursive: true, force: true })
  }
  return true
}

function initdb(place, bin, data, passwordFile) {
  // The builtin locale sorts the same on every machine.
  const locale = ['--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--encoding=UTF8']
  const run = spawnSync(
    path.join(bin, 'initdb'),
    [
      '-D',
      data,
      '--username=postgres',
      '--auth=scram-sha-256',
      `--pwfile=${passwordFile}`,
      '--no-instructions',
      ...locale,
    ],
    { encoding: 'utf8', cwd: '/', env: bareEnvironment(), ...place.user },
  )
  if (run.status !== 0)
    throw new Problem(
      `The database could not be created:\n${tail(`${run.stdout ?? ''}${run.stderr ?? ''}${run.error ?? ''}`, 15)}`,
    )
}
