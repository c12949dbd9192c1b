import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { writeRecord } from './lock.mjs'
import { Problem } from './output.mjs'
import { makeDataDir, shown } from './paths.mjs'

const hex = (bytes) => randomBytes(bytes).toString('hex')

/** One generator for each secret of the demo; a new one is added to an older file. */
const GENERATORS = {
  authSecret: () => hex(32),
  keys: () => `k1:${randomBytes(32).toString('base64')}`,
  superuserPassword: () => hex(24),
  ownerPassword: () => hex(24),
  appPassword: () => hex(24),
  systemPassword: () => hex(24),
  ofauthKeys: () => [`sk_sandbox_${hex(16)}`, `sk_sandbox_${hex(16)}`],
  controlToken: () => hex(24),
}

/** The demo's secrets, generated once into a file that only its owner may read. */
export function demoSecrets(dir) {
  const file = path.join(makeDataDir(dir), 'secrets.json')
  const known = existsSync(file) ? read(file) : {}
  const missing = Object.keys(GENERATORS).filter((name) => !(name in known))
  if (missing.length === 0) return known
  const secrets = { ...known, ...Object.fromEntries(missing.map((name) => [name, GENERATORS[name]()])) }
  writeRecord(file, secrets)
  return secrets
}

function read(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch (error) {
    if (error.code === 'EACCES')
      throw new Problem(`${shown(file)} belongs to another user: start as that user.`)
    throw new Problem(
      `${shown(file)} cannot be read (${error.message}). Bring it back, or remove ${shown(path.dirname(file))} to begin anew.`,
    )
  }
}
