import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { ensureBuilt } from './build.mjs'
import { openPostgres } from './demo-postgres.mjs'
import { DEMO_DATABASE, demoEnvironments, embeddedDatabase, givenDatabase } from './environment.mjs'
import { sandboxArgs, webArgs, workerArgs } from './launcher.mjs'
import { say, step } from './output.mjs'
import { dataDir, root, shown } from './paths.mjs'
import { nextFreePort, portFrom } from './ports.mjs'
import { dropDatabase, ensureDatabase, ensureRoles } from './postgres-sql.mjs'
import { demoSecrets } from './secrets.mjs'
import { waitHealthy } from './supervisor.mjs'
import { mustRun, typescript } from './tasks.mjs'

const sandboxDir = path.join(dataDir, 'sandbox')
const seededFile = path.join(dataDir, 'seeded')

/** A seed that was killed half way leaves a demo that looks empty and is not: then both sides begin anew. */
const halfSeeded = () => !process.env.DATABASE_URL && !existsSync(seededFile)

async function prepareDatabase(launcher, secrets) {
  if (process.env.DATABASE_URL) return givenDatabase()
  const server = await step('postgres', (note) => openPostgres(launcher, secrets, note))
  await step('roles', async (note) => {
    await ensureRoles(server, {
      owner: secrets.ownerPassword,
      app: secrets.appPassword,
      system: secrets.systemPassword,
    })
    if (halfSeeded()) await dropDatabase(server, DEMO_DATABASE)
    if (await ensureDatabase(server, DEMO_DATABASE)) note(`created ${DEMO_DATABASE}`)
  })
  return embeddedDatabase(server, secrets)
}

function demoUsers() {
  return JSON.parse(readFileSync(path.join(root, 'lib', 'system', 'demo-users.json'), 'utf8'))
}

function printReady(address, sandboxAddress) {
  const { password, users } = demoUsers()
  const widest = Math.max(...users.map((user) => user.email.length))
  say(`\nPatchbay  ${address}\nSandbox   ${sandboxAddress}\nMailbox   ${sandboxAddress}/mailbox`)
  say(`\nSign in with the password "${password}" as`)
  for (const user of users)
    say(`  ${user.email.padEnd(widest)}  ${user.role} of ${user.agency}${user.also ? `, ${user.also}` : ''}`)
  say(`\nLogs are in ${shown(path.join(dataDir, 'logs'))}. Ctrl-C stops everything.`)
}

async function choosePorts() {
  const first = portFrom('PORT', 3000)
  const port = await nextFreePort(first)
  const sandboxPort = await nextFreePort(portFrom('SANDBOX_PORT', 4010), [port])
  const smtpPort = await nextFreePort(portFrom('SANDBOX_SMTP_PORT', 4025), [port, sandboxPort])
  return { port, sandboxPort, smtpPort, moved: port === first ? '' : `port ${first} is taken, using ${port}` }
}

/**
 * Starts the demo: Postgres, sandbox, web and worker on this machine, with secrets made here.
 * @param {ReturnType<typeof import('./launcher.mjs').createLauncher>} launcher
 * @returns {Promise<{ address: string, database: string }>} what other commands of this checkout need to know
 */
export async function startDemo(launcher) {
  const { dev, registry, supervisor } = launcher
  const secrets = demoSecrets(dataDir)
  const { port, sandboxPort, smtpPort, moved } = await choosePorts()
  const distDir = dev ? '.next-dev' : process.env.NEXT_DIST_DIR || '.next'
  const environments = (database) =>
    demoEnvironments({
      secrets,
      database,
      port,
      sandboxPort,
      smtpPort,
      sandboxDir,
      distDir,
      dev,
    })
  const early = environments({ url: () => '' })
  const address = `http://localhost:${port}`
  const sandboxAddress = `http://127.0.0.1:${sandboxPort}`

  const database = (async () => {
    const opened = await prepareDatabase(launcher, secrets)
    const env = environments(opened)
    await step('migrate', () =>
      mustRun(registry, { name: 'migrate', args: typescript('scripts/migrate.ts'), env: env.migrate }),
    )
    return { env, opened }
  })()
  const sandbox = step('sandbox', async () => {
    if (halfSeeded()) rmSync(sandboxDir, { recursive: true, force: true })
    supervisor.start({ name: 'sandbox', args: sandboxArgs(dev), env: early.sandbox })
    await waitHealthy(supervisor, 'sandbox', `${sandboxAddress}/health`, 30_000)
  })
  const build = dev ? undefined : buildStep(launcher, early.build, distDir)

  const seeded = Promise.all([database, sandbox]).then(([{ env }]) => seedStep(registry, env.seed))
  const web = Promise.all([database, build]).then(([{ env }]) =>
    step('web', async (note) => {
      if (moved) note(moved)
      supervisor.start({ name: 'web', args: webArgs(dev), env: env.web })
      await waitHealthy(supervisor, 'web', `${address}/api/health`, dev ? 120_000 : 40_000)
    }),
  )
  const [{ env, opened }] = await Promise.all([database, web, seeded])
  await step('worker', () => supervisor.start({ name: 'worker', args: workerArgs(dev), env: env.worker }))
  printReady(address, sandboxAddress)
  return { address, port, sandboxPort, smtpPort, databasePort: Number(new URL(opened.url('app')).port) }
}

function seedStep(registry, env) {
  return step('seed', async (note) => {
    const { out } = await mustRun(registry, { name: 'seed', args: typescript('scripts/seed-demo.ts'), env })
    writeFileSync(seededFile, '')
    const last = out.trim().split('\n').at(-1)
    if (last && !last.startsWith('{')) note(last)
  })
}

/** Builds when needed; without anything to do it says so. */
export function buildStep(launcher, env, distDir) {
  return step('build', async (note) => {
    const logFile = path.join(launcher.logDir, 'build.log')
    const { built } = await ensureBuilt(launcher.registry, { env, distDir, logFile })
    note(built ? 'sources changed' : 'up to date')
  })
}
