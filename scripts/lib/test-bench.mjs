import { createHash } from 'node:crypto'
import { rmSync, statfsSync } from 'node:fs'
import path from 'node:path'
import { demoEnvironments, embeddedDatabase, outerEnvironment } from './environment.mjs'
import { sandboxArgs, webArgs, workerArgs } from './launcher.mjs'
import { Problem } from './output.mjs'
import { freePort } from './ports.mjs'
import { removePostgres, startPostgres } from './postgres.mjs'
import { databaseUrl, dropDatabase, ensureDatabase, ensureRoles } from './postgres-sql.mjs'
import { createSupervisor, waitHealthy } from './supervisor.mjs'
import { mustRun, typescript } from './tasks.mjs'

export const DIST_DIR = '.next-test'
const TEMPLATE = 'patchbay_test_template'
const E2E_DATABASE = 'patchbay_test_e2e'

const fixed = (name) => createHash('sha256').update(`patchbay test ${name}`).digest()

/** Secrets of the tests: always the same, and good for nothing else. */
const SECRETS = {
  authSecret: fixed('auth').toString('hex'),
  keys: `k1:${fixed('keys').toString('base64')}`,
  superuserPassword: fixed('superuser').toString('hex'),
  ownerPassword: fixed('owner').toString('hex'),
  appPassword: fixed('app').toString('hex'),
  systemPassword: fixed('system').toString('hex'),
  ofauthKeys: ['a', 'b'].map((name) => `sk_sandbox_${fixed(name).toString('hex').slice(0, 32)}`),
  controlToken: fixed('control').toString('hex'),
}

const MEMORY = '/dev/shm'
const ENOUGH = 4 * 1024 ** 3

/**
 * A folder for the tests' Postgres: in memory where the machine has plenty, for on a disk the making of a
 * database costs more than most of the test files that want one.
 */
function homeOf(dir) {
  try {
    const { bavail, bsize } = statfsSync(MEMORY)
    if (bavail * bsize < ENOUGH) return dir
  } catch {
    return dir
  }
  return path.join(MEMORY, `patchbay-test-${createHash('sha256').update(dir).digest('hex').slice(0, 12)}`)
}

/** Makes a thing when it is first asked for; `begun` is that promise, if anybody asked. */
function once(make) {
  let made
  const get = () => {
    made ??= make()
    return made
  }
  return Object.assign(get, { begun: () => made })
}

/**
 * What tests stand on, made when a step first asks for it: a Postgres of their own, a migrated template database,
 * and the running product.
 * @param {{ dir: string, registry: ReturnType<typeof import('./processes.mjs').openRegistry> }} options
 */
export function createBench({ dir, registry }) {
  const home = homeOf(dir)
  const dataDir = path.join(home, 'postgres')
  const logDir = path.join(dir, 'logs')

  let closing = false

  const postgres = once(async () => {
    if (closing) throw new Problem('The tests are ending.')
    await removePostgres(dataDir)
    const server = await startPostgres({
      dir: dataDir,
      logFile: path.join(logDir, 'postgres.log'),
      password: SECRETS.superuserPassword,
      // Nothing here must survive a power cut.
      settings: {
        fsync: 'off',
        synchronous_commit: 'off',
        full_page_writes: 'off',
        max_wal_size: '256MB',
        // Every test file opens connections, and these passwords are known to everybody.
        scram_iterations: '1',
      },
    })
    await ensureRoles(server, {
      owner: SECRETS.ownerPassword,
      app: SECRETS.appPassword,
      system: SECRETS.systemPassword,
    })
    return server
  })

  const environments = (server, database, ports) =>
    demoEnvironments({
      secrets: SECRETS,
      database: embeddedDatabase(server, SECRETS, database),
      sandboxDir: path.join(dir, 'sandbox'),
      distDir: DIST_DIR,
      ...ports,
    })

  const template = once(async () => {
    const server = await postgres()
    await ensureDatabase(server, TEMPLATE)
    const env = environments(server, TEMPLATE, { port: 3000, sandboxPort: 4010, smtpPort: 4025 }).migrate
    await mustRun(registry, { name: 'test-migrate', args: typescript('scripts/migrate.ts'), env })
    return server
  })

  return {
    /** Environment of the database tests: each file clones the template. */
    async databaseTests() {
      const server = await template()
      return {
        ...outerEnvironment(),
        TEST_ADMIN_DATABASE_URL: databaseUrl(server, 'postgres', SECRETS.superuserPassword, 'postgres'),
        TEST_TEMPLATE_DB: TEMPLATE,
        TEST_OWNER_PASSWORD: SECRETS.ownerPassword,
        TEST_APP_PASSWORD: SECRETS.appPassword,
        TEST_SYSTEM_PASSWORD: SECRETS.systemPassword,
        TEST_PG_PORT: String(server.port),
      }
    },
    product: () => template().then((server) => startProduct({ dir, logDir, registry, server, environments })),
    /** Ends Postgres and removes its folder. */
    async close() {
      closing = true
      await postgres.begun()?.catch(() => {})
      await removePostgres(dataDir)
      if (home !== dir) rmSync(home, { recursive: true, force: true })
    },
  }
}

/** Starts the product as a person would run it, on free ports and with a seeded database of its own. */
async function startProduct({ logDir, registry, server, environments }) {
  const deaths = []
  const supervisor = createSupervisor({
    registry,
    logDir,
    print: (line) => deaths.push(line),
    giveUp: (error) => deaths.push(error.message),
  })
  await dropDatabase(server, E2E_DATABASE)
  await ensureDatabase(server, E2E_DATABASE, { template: TEMPLATE })
  const ports = { port: await freePort(), sandboxPort: await freePort(), smtpPort: await freePort() }
  const env = environments(server, E2E_DATABASE, ports)
  const stop = async () => {
    supervisor.end()
    for (const name of ['web', 'worker', 'sandbox']) await supervisor.stop(name, 5_000)
  }
  try {
    supervisor.start({ name: 'sandbox', args: sandboxArgs(false), env: env.sandbox })
    await waitHealthy(supervisor, 'sandbox', `${env.seed.SANDBOX_URL}/health`, 30_000)
    await mustRun(registry, { name: 'test-seed', args: typescript('scripts/seed-demo.ts'), env: env.seed })
    supervisor.start({ name: 'web', args: webArgs(false), env: env.web })
    await waitHealthy(supervisor, 'web', `${env.web.APP_ORIGIN}/api/health`, 60_000)
    supervisor.start({ name: 'worker', args: workerArgs(false), env: env.worker })
  } catch (error) {
    await stop()
    throw deaths.length > 0 ? new Problem(`${error.message}\n${deaths.join('\n')}`) : error
  }
  return {
    env: {
      ...env.seed,
      E2E_BASE_URL: env.web.APP_ORIGIN,
      E2E_LOG_DIR: logDir,
      TEST_TEMPLATE_DB: TEMPLATE,
      TEST_ADMIN_DATABASE_URL: databaseUrl(server, 'postgres', SECRETS.superuserPassword, E2E_DATABASE),
    },
    /** Processes that died while the tests ran. */
    crashed: () => supervisor.crashed(),
    stop,
  }
}
