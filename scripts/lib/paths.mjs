import { accessSync, constants, mkdirSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { Problem } from './output.mjs'

/** The checkout. */
export const root = path.resolve(fileURLToPath(new URL('../..', import.meta.url)))

/** Where the demo keeps its database, secrets, logs and process records. */
export const dataDir = path.resolve(root, process.env.PATCHBAY_DATA_DIR || '.data')

/** Makes a data folder. Root's stays passable, because Postgres runs as another user below it. */
export function makeDataDir(dir) {
  mkdirSync(dir, { recursive: true, mode: process.getuid?.() === 0 ? 0o711 : 0o700 })
  try {
    accessSync(dir, constants.W_OK | constants.X_OK)
  } catch {
    throw new Problem(
      `${shown(dir)} belongs to another user: start as that user, or remove the folder to begin anew.`,
    )
  }
  return dir
}

/** A path as a person would type it from the checkout. */
export function shown(file) {
  const relative = path.relative(root, file)
  return relative.startsWith('..') ? file : relative || '.'
}
