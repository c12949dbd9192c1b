import path from 'node:path'
import { bound } from './child-log.mjs'
import { dataDir, makeDataDir } from './paths.mjs'
import { openRegistry } from './processes.mjs'
import { createSupervisor } from './supervisor.mjs'

const GRACE_MS = { web: 4_000, worker: 10_000, sandbox: 4_000 }

/**
 * What a start holds: its processes and how to end them, in order and once.
 * @param {{ dev: boolean, failed(error: Error): void }} options `failed`: something cannot be kept running
 */
export function createLauncher({ dev, failed }) {
  makeDataDir(dataDir)
  const logDir = path.join(dataDir, 'logs')
  const registry = openRegistry(dataDir)
  const supervisor = createSupervisor({ registry, logDir, everything: dev, giveUp: failed })
  const closers = []
  let stopping

  async function stopInOrder() {
    supervisor.end()
    for (const name of ['web', 'worker', 'sandbox']) await supervisor.stop(name, GRACE_MS[name])
    // Steps that were still running: install, migrate, seed, build.
    await registry.close()
    for (const close of closers.reverse()) await close()
  }

  const postgresLog = path.join(logDir, 'postgres.log')
  const bounding = setInterval(() => bound(postgresLog), 60_000)
  bounding.unref()

  return {
    dev,
    logDir,
    postgresLog,
    registry,
    supervisor,
    failed,
    /** True once the end began: then nothing is started any more. */
    stopping: () => stopping !== undefined,
    /** Ends something of ours after all processes; the last one added ends first. */
    onStop: (close) => closers.push(close),
    stop() {
      clearInterval(bounding)
      stopping ??= stopInOrder()
      return stopping
    },
  }
}

/** Arguments of node for the three processes; in dev each starts again or reloads when its sources change. */
export const webArgs = (dev) => ['scripts/web.mjs', ...(dev ? ['--dev'] : [])]

export const workerArgs = (dev) =>
  dev
    ? [
        'node_modules/tsx/dist/cli.mjs',
        'watch',
        '--clear-screen=false',
        '--conditions=react-server',
        'lib/jobs/worker.ts',
      ]
    : ['--conditions=react-server', '--import', 'tsx', 'lib/jobs/worker.ts']

export const sandboxArgs = (dev) =>
  dev
    ? ['node_modules/tsx/dist/cli.mjs', 'watch', '--clear-screen=false', 'sandbox/main.ts']
    : ['--import', 'tsx', 'sandbox/main.ts']
