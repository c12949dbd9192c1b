import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { lives, self } from './identity.mjs'

/** The content of a small JSON file, or null. */
export function readRecord(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return null
  }
}

/** Writes a small JSON file so that a reader never sees half of it. */
export function writeRecord(file, record) {
  const draft = `${file}.${process.pid}.tmp`
  writeFileSync(draft, `${JSON.stringify(record)}\n`, { mode: 0o600 })
  renameSync(draft, file)
}

/**
 * Takes a lock file that dies with its process: a lock left by a killed process is taken over.
 * @param {string} file
 * @returns {{ update(extra: object): void, release(): void } | { holder: object }}
 */
export function takeLock(file) {
  mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 })
  const mine = self()
  const draft = `${file}.${process.pid}.draft`
  for (;;) {
    writeFileSync(draft, `${JSON.stringify(mine)}\n`, { mode: 0o600 })
    try {
      linkSync(draft, file)
      rmSync(draft)
      break
    } catch (error) {
      rmSync(draft, { force: true })
      if (error.code !== 'EEXIST') throw error
    }
    const holder = readRecord(file)
    if (lives(holder)) return { holder }
    setAside(file, holder)
  }
  return {
    update: (extra) => writeRecord(file, { ...mine, ...extra }),
    release: () => {
      if (readRecord(file)?.start === mine.start) rmSync(file, { force: true })
    },
  }
}

/** Removes a dead lock. If a living process took the name meanwhile, its lock is put back. */
function setAside(file, dead) {
  const aside = `${file}.${process.pid}.dead`
  try {
    renameSync(file, aside)
  } catch {
    return
  }
  const moved = readRecord(aside)
  if (moved && moved.start !== dead?.start && lives(moved)) {
    try {
      linkSync(aside, file)
    } catch {
      // Somebody else holds it already.
    }
  }
  rmSync(aside, { force: true })
}

/** Waits for a lock, at most `ms`; null when it stayed taken. */
export async function waitForLock(file, ms) {
  const end = Date.now() + ms
  for (;;) {
    const lock = takeLock(file)
    if (!('holder' in lock)) return lock
    if (Date.now() > end) return null
    await new Promise((resolve) => setTimeout(resolve, 250))
  }
}
