import { liveEnvironments } from './environment.mjs'
import { webArgs, workerArgs } from './launcher.mjs'
import { Problem, say, step } from './output.mjs'
import { isFree, portFrom } from './ports.mjs'
import { buildStep } from './start-demo.mjs'
import { waitHealthy } from './supervisor.mjs'
import { mustRun, typescript } from './tasks.mjs'

/**
 * Starts the product with the person's own configuration: no sandbox, no seed, no secret of ours. The migration
 * checks the environment first, and says one sentence for each thing that is missing.
 * @param {ReturnType<typeof import('./launcher.mjs').createLauncher>} launcher
 */
export async function startLive(launcher) {
  const { registry, supervisor } = launcher
  const distDir = process.env.NEXT_DIST_DIR || '.next'
  const env = liveEnvironments(distDir)
  const port = portFrom('PORT', 3000)
  await step('migrate', () =>
    mustRun(registry, { name: 'migrate', args: typescript('scripts/migrate.ts'), env: env.migrate }),
  )
  if (!(await isFree(port))) throw new Problem(`Port ${port} is taken. Free it, or set PORT to another one.`)
  await buildStep(launcher, env.build, distDir)
  await step('web', async () => {
    supervisor.start({ name: 'web', args: webArgs(false), env: { ...env.web, PORT: String(port) } })
    await waitHealthy(supervisor, 'web', `http://127.0.0.1:${port}/api/health`, 40_000)
  })
  await step('worker', () => supervisor.start({ name: 'worker', args: workerArgs(false), env: env.worker }))
  say(`\nPatchbay  ${process.env.APP_ORIGIN} (this server listens on port ${port})`)
  if (!process.env.SMTP_URL)
    say(
      'SMTP_URL is not set: no mail can be sent. Links can be copied, and each mail says that it was not sent.',
    )
  const token = await mustRun(registry, {
    name: 'setup-token',
    args: typescript('scripts/setup-token.ts'),
    env: env.migrate,
  })
  if (token.out.trim() !== '')
    say(
      `\nThere is no agency yet. Make the first one at ${process.env.APP_ORIGIN}/setup with this one-time token:\n${token.out.trim()}`,
    )
  return { address: process.env.APP_ORIGIN, port }
}
