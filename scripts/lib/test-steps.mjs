import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { findBrowser } from './browser.mjs'
import { ensureBuilt } from './build.mjs'
import { buildEnvironment, outerEnvironment } from './environment.mjs'
import { Problem } from './output.mjs'
import { root } from './paths.mjs'
import { runTask } from './tasks.mjs'
import { DIST_DIR } from './test-bench.mjs'
import { check, playwrightResult, vitestResult } from './test-report.mjs'

const MINUTE = 60_000
const ROOMS = ['app', 'components', 'lib', 'db', 'sandbox', 'scripts', 'e2e']

const script = (...parts) => path.join(root, 'node_modules', ...parts)
const TOOLS = {
  biome: script('@biomejs', 'biome', 'bin', 'biome'),
  tsc: script('typescript', 'bin', 'tsc'),
  depcruise: script('dependency-cruiser', 'bin', 'dependency-cruise.mjs'),
  knip: script('knip', 'bin', 'knip.js'),
  next: script('next', 'dist', 'bin', 'next'),
  vitest: script('vitest', 'vitest.mjs'),
  playwright: script('@playwright', 'test', 'cli.js'),
}

/** @typedef {{ dir: string, registry: object, bench: object, filters: string[] }} Context */

/** Runs a tool of ours as a step. Its output is read later, so it has no colours. */
function tool(context, name, args, { env = outerEnvironment(), timeout = 10 * MINUTE } = {}) {
  const { FORCE_COLOR, ...plain } = env
  return runTask(context.registry, { name: `test-${name}`, args, env: { ...plain, NO_COLOR: '1' }, timeout })
}

const biome = async (context) =>
  check(await tool(context, 'biome', [TOOLS.biome, 'check', '--max-diagnostics=100', '.']))

const dependencies = async (context) => {
  const rooms = ROOMS.filter((room) => existsSync(path.join(root, room)))
  const args = [TOOLS.depcruise, '--config', '.dependency-cruiser.cjs', '--output-type', 'err-long', ...rooms]
  return check(await tool(context, 'deps', args))
}

const knip = async (context) => check(await tool(context, 'knip', [TOOLS.knip, '--no-progress']))

const guards = async (context) => {
  const run = await tool(context, 'guards', ['scripts/guards.mjs'])
  const [, passed, failed] = run.output.match(/(\d+) guards hold, (\d+) do not/) ?? []
  if (passed === undefined) return check(run)
  return { passed: Number(passed), failed: Number(failed), skipped: 0, output: run.output }
}

/**
 * Type-checks with the route types of the test build alone: those of other build folders may be of another day.
 * Next writes them; the configuration that reads them is made here.
 */
const types = async (context) => {
  const made = await tool(context, 'typegen', [TOOLS.next, 'typegen'], { env: buildEnvironment(DIST_DIR) })
  if (made.code !== 0) return check(made)
  const config = path.join(context.dir, 'tsconfig.json')
  const up = path.relative(context.dir, root)
  writeFileSync(
    config,
    JSON.stringify({
      extends: `${up}/tsconfig.json`,
      compilerOptions: { incremental: true, tsBuildInfoFile: './tsc.tsbuildinfo' },
      include: ['next-env.d.ts', '**/*.ts', '**/*.tsx', `${DIST_DIR}/types/**/*.ts`].map(
        (glob) => `${up}/${glob}`,
      ),
      exclude: [`${up}/node_modules`, `${up}/.data*`],
    }),
  )
  return check(await tool(context, 'tsc', [TOOLS.tsc, '--noEmit', '--pretty', 'false', '-p', config]))
}

async function vitest(context, project, { env, timeout }) {
  const report = path.join(context.dir, 'reports', `${project}.json`)
  mkdirSync(path.dirname(report), { recursive: true })
  rmSync(report, { force: true })
  const args = [
    TOOLS.vitest,
    'run',
    '--project',
    project,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
  ]
  // A filter may fit the tests of one step and not those of another.
  if (context.filters.length > 0) args.push('--passWithNoTests', ...context.filters)
  return vitestResult(
    report,
    await tool(context, project, args, { env: { ...env, NODE_ENV: 'test' }, timeout }),
  )
}

const unit = (context) => vitest(context, 'unit', { env: outerEnvironment(), timeout: 10 * MINUTE })

const database = async (context) =>
  vitest(context, 'db', { env: await context.bench.databaseTests(), timeout: 15 * MINUTE })

/** The production build in the tests' own folder; without a change of the sources the last one stands. */
const build = async (context) => {
  const { built, output } = await ensureBuilt(context.registry, {
    env: buildEnvironment(DIST_DIR),
    distDir: DIST_DIR,
  })
  return check({ code: 0, output }, built ? undefined : 'up to date')
}

const journeys = async (context) => {
  // Without a build there is nothing to run; asked for alone, this step makes it.
  await ensureBuilt(context.registry, { env: buildEnvironment(DIST_DIR), distDir: DIST_DIR })
  const browser = await findBrowser(context.registry)
  const product = await context.bench.product()
  const report = path.join(context.dir, 'reports', 'e2e.json')
  mkdirSync(path.dirname(report), { recursive: true })
  rmSync(report, { force: true })
  try {
    const env = {
      ...product.env,
      E2E_CHROMIUM: browser,
      PLAYWRIGHT_JSON_OUTPUT_NAME: report,
      PLAYWRIGHT_HTML_OPEN: 'never',
    }
    const output = `--output=${path.join(context.dir, 'playwright')}`
    const args = [TOOLS.playwright, 'test', '--reporter=list,json', output, ...context.filters]
    if (context.filters.length > 0) args.push('--pass-with-no-tests')
    const result = playwrightResult(report, await tool(context, 'e2e', args, { env, timeout: 45 * MINUTE }))
    const crashed = product.crashed()
    if (crashed.length === 0) return result
    const said = `${result.output}\nDied while the tests ran: ${crashed.join(', ')}. See the logs in ${path.join(context.dir, 'logs')}.`
    return { ...result, failed: result.failed + 1, output: said }
  } finally {
    await product.stop()
  }
}

const launcher = (context) => vitest(context, 'launcher', { env: outerEnvironment(), timeout: 6 * MINUTE })

/**
 * Every step, in lanes: the steps of one lane run one after the other, the first two lanes side by side.
 * @type {{ name: string, lane: 'checks' | 'build' | 'running', run(context: Context): Promise<import('./test-report.mjs').Result> }[]}
 */
export const STEPS = [
  { name: 'biome', lane: 'checks', run: biome },
  { name: 'deps', lane: 'checks', run: dependencies },
  { name: 'knip', lane: 'checks', run: knip },
  { name: 'guards', lane: 'checks', run: guards },
  { name: 'unit', lane: 'checks', run: unit },
  { name: 'build', lane: 'build', run: build },
  { name: 'tsc', lane: 'build', run: types },
  { name: 'db', lane: 'running', run: database },
  { name: 'e2e', lane: 'running', run: journeys },
  { name: 'launcher', lane: 'running', run: launcher },
]

/** Picks steps by name. @param {string[]} names */
export function pickSteps(names) {
  const unknown = names.filter((name) => !STEPS.some((step) => step.name === name))
  if (unknown.length > 0)
    throw new Problem(
      `There is no step ${unknown.join(', ')}. The steps are ${STEPS.map((step) => step.name).join(', ')}.`,
    )
  return names.length === 0 ? STEPS : STEPS.filter((step) => names.includes(step.name))
}
