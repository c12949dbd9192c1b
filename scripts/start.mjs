import path from 'node:path'
import { chooseMode, loadEnvFile } from './lib/environment.mjs'
import { ensureInstalled } from './lib/install.mjs'
import { createLauncher } from './lib/launcher.mjs'
import { takeLock } from './lib/lock.mjs'
import { complain, hush, Problem, say, step } from './lib/output.mjs'
import { dataDir, makeDataDir } from './lib/paths.mjs'
import { startDemo } from './lib/start-demo.mjs'
import { startLive } from './lib/start-live.mjs'

const [major, minor] = process.versions.node.split('.').map(Number)

/** What must hold before anything is started. Returns the lock of this checkout. */
function begin() {
  if (major < 20 || (major === 20 && minor < 19))
    throw new Problem(`Patchbay needs Node 20.19 or newer; this is ${process.versions.node}.`)
  loadEnvFile()
  makeDataDir(dataDir)
  const lock = takeLock(path.join(dataDir, 'run', 'launcher.lock'))
  if (!('holder' in lock)) return lock
  const { address, pid } = lock.holder
  say(
    address
      ? `Patchbay already runs from here: ${address} (process ${pid}).`
      : `Patchbay is already starting from here (process ${pid}).`,
  )
  process.exit(0)
}

let lock
try {
  lock = begin()
} catch (error) {
  complain(error)
  process.exit(1)
}
const mode = chooseMode()
const dev = process.argv.includes('--dev')
let ending = false

/** Ends everything once, in order; a second Ctrl-C more than a second later does not wait. */
async function end(code, error) {
  if (ending) return
  ending = true
  hush()
  if (error) complain(error)
  else say('\nStopping …')
  try {
    await launcher.stop()
    if (!error) say('Stopped.')
  } catch (failure) {
    complain(failure)
    code ||= 1
  }
  lock.release()
  process.exit(code)
}

const launcher = createLauncher({ dev, failed: (error) => end(1, error) })

let askedAt = 0
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
  process.on(signal, () => {
    // npm passes Ctrl-C on although the terminal sent it to us already.
    if (ending && askedAt > 0 && Date.now() - askedAt > 1_000) {
      say('Not waiting; the next start clears up.')
      process.exit(1)
    }
    askedAt ||= Date.now()
    end(0)
  })
process.on('uncaughtException', (error) => end(1, error))
process.on('unhandledRejection', (error) => end(1, error))

try {
  const left = await launcher.registry.cleanLeftovers()
  if (left > 0) say(`Ended ${left} process${left === 1 ? '' : 'es'} that an earlier start had left behind.`)
  await step('install', (note) => ensureInstalled(launcher.registry, note))
  const running = await (mode === 'demo' ? startDemo(launcher) : startLive(launcher))
  lock.update({ mode, ...running })
} catch (error) {
  await end(1, error)
}
