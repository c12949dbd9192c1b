import { pathToFileURL } from 'node:url'
import { actionGuards } from './guards/action-guards.mjs'
import { codeGuards } from './guards/code-guards.mjs'
import { repositoryFiles } from './guards/files.mjs'
import { packageGuards } from './guards/package-guards.mjs'
import { textGuards } from './guards/text-guards.mjs'
import { root } from './lib/paths.mjs'

/**
 * A rule over the whole repository.
 * @typedef {{ name: string, says: string, check(files: import('./guards/files.mjs').File[]): string[] }} Guard `check`
 *   returns the places that break it
 */

/** @type {Guard[]} */
export const GUARDS = [...textGuards, ...packageGuards, ...codeGuards, ...actionGuards]

function main() {
  const files = repositoryFiles(root)
  let broken = 0
  for (const guard of GUARDS) {
    const places = guard.check(files)
    if (places.length === 0) continue
    broken += 1
    process.stdout.write(`${guard.name}: ${guard.says}\n${places.map((place) => `  ${place}\n`).join('')}`)
  }
  process.stdout.write(`${GUARDS.length - broken} guards hold, ${broken} do not\n`)
  process.exit(broken > 0 ? 1 : 0)
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) main()
