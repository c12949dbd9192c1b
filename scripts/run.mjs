import { spawn } from 'node:child_process'
import path from 'node:path'
import { ensureBuilt } from './lib/build.mjs'
import {
  buildEnvironment,
  chooseMode,
  demoEnvironments,
  embeddedDatabase,
  givenDatabase,
  liveEnvironments,
  loadEnvFile,
} from './lib/environment.mjs'
import { lives } from './lib/identity.mjs'
import { webArgs, workerArgs } from './lib/launcher.mjs'
import { readRecord } from './lib/lock.mjs'
import { complain, Problem, say } from './lib/output.mjs'
import { dataDir, root } from './lib/paths.mjs'
import { portFrom } from './lib/ports.mjs'
import { openRegistry } from './lib/processes.mjs'
import { demoSecrets } from './lib/secrets.mjs'
import { typescript } from './lib/tasks.mjs'

/**
 * One process or one command of a server: `build`, `migrate`, `web`, `worker`, `user`, `keys`. With a configured
 * environment they use it; without one they speak to the demo that runs from this checkout.
 */
const [command, ...rest] = process.argv.slice(2)
const distDir = () => process.env.NEXT_DIST_DIR || '.next'

function demo() {
  const running = readRecord(path.join(dataDir, 'run', 'launcher.lock'))
  if (!lives(running) || !running.databasePort)
    throw new Problem(
      'Nothing is configured here and no demo is running. Start it with npm start, or set the variables of .env.example.',
    )
  const secrets = demoSecrets(dataDir)
  const database = process.env.DATABASE_URL
    ? givenDatabase()
    : embeddedDatabase({ port: running.databasePort }, secrets)
  return demoEnvironments({
    ...running,
    secrets,
    database,
    sandboxDir: path.join(dataDir, 'sandbox'),
    distDir: distDir(),
  })
}

async function build() {
  const registry = openRegistry(path.join(root, '.cache'))
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
    process.on(signal, () => registry.close().then(() => process.exit(1)))
  const { output } = await ensureBuilt(registry, {
    env: buildEnvironment(distDir()),
    distDir: distDir(),
    force: true,
  })
  say(output.trimEnd())
}

/** Gives this process' place to another: its output, its signals, its exit code. */
function become(args, env) {
  const child = spawn(process.execPath, args, { stdio: 'inherit', env })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  child.once('error', (error) => {
    complain(error)
    process.exit(1)
  })
  child.once('exit', (code, signal) =>
    process.exit(code ?? (signal === 'SIGINT' || signal === 'SIGTERM' ? 0 : 1)),
  )
}

async function main() {
  loadEnvFile()
  if (command === 'build') return build()
  const commands = {
    migrate: (env) => become(typescript('scripts/migrate.ts', ...rest), env.migrate),
    web: (env) => become(webArgs(false), { ...env.web, PORT: String(portFrom('PORT', 3000)) }),
    worker: (env) => become(workerArgs(false), env.worker),
    user: (env) => become(typescript('scripts/user.ts', ...rest), env.migrate),
    keys: (env) => become(typescript('scripts/keys.ts', ...rest), env.migrate),
  }
  const run = commands[command]
  if (!run) throw new Problem(`Say one of: build, ${Object.keys(commands).join(', ')}.`)
  run(chooseMode() === 'demo' ? demo() : liveEnvironments(distDir()))
}

main().catch((error) => {
  complain(error)
  process.exit(1)
})
