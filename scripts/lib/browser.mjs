import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import path from 'node:path'
import { Problem } from './output.mjs'
import { root } from './paths.mjs'
import { runTask } from './tasks.mjs'

const NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'microsoft-edge']
const APPLICATIONS = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
]
const DOWNLOAD_MS = 5 * 60_000

/** Playwright's own download, when it is there. */
async function playwrights() {
  const { chromium } = await import('@playwright/test')
  const file = chromium.executablePath()
  return file && existsSync(file) ? file : null
}

/** A browser of this machine that really starts: some names are only a hint to install it. */
function systems() {
  const inPath = (process.env.PATH ?? '')
    .split(path.delimiter)
    .flatMap((dir) => NAMES.map((name) => path.join(dir, name)))
  const candidates = [...inPath, ...APPLICATIONS].filter((file) => existsSync(file))
  return candidates.find((file) => {
    const { status, stdout } = spawnSync(file, ['--version'], { encoding: 'utf8', timeout: 20_000 })
    return status === 0 && /Chrom|Edge/.test(stdout ?? '')
  })
}

async function download(registry) {
  const cli = path.join(root, 'node_modules', '@playwright', 'test', 'cli.js')
  const env = process.env
  await runTask(registry, { name: 'browser', args: [cli, 'install', 'chromium'], env, timeout: DOWNLOAD_MS })
  return playwrights()
}

async function fromDebian(registry) {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return null
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const apt = (...args) =>
    runTask(registry, { name: 'browser', command: 'apt-get', args, env, timeout: DOWNLOAD_MS })
  await apt('update')
  await apt('install', '-y', '--no-install-recommends', 'chromium')
  return systems()
}

/**
 * The browser for the end-to-end tests, brought here when there is none.
 * @param {ReturnType<typeof import('./processes.mjs').openRegistry>} registry
 * @returns {Promise<string>} an executable
 */
export async function findBrowser(registry) {
  const given = process.env.E2E_CHROMIUM
  if (given && !existsSync(given)) throw new Problem(`E2E_CHROMIUM is ${given}, and there is no such file.`)
  const found =
    given || (await playwrights()) || systems() || (await download(registry)) || (await fromDebian(registry))
  if (found) return found
  throw new Problem('No browser for the tests: install Chromium or Chrome, or set E2E_CHROMIUM to one.')
}
