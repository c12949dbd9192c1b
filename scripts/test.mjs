import path from 'node:path'
import { ensureInstalled } from './lib/install.mjs'
import { takeLock } from './lib/lock.mjs'
import { complain, hush, Problem, say, seconds } from './lib/output.mjs'
import { makeDataDir, root, shown } from './lib/paths.mjs'
import { openRegistry } from './lib/processes.mjs'
import { createBench } from './lib/test-bench.mjs'
import { check, counts, total } from './lib/test-report.mjs'
import { pickSteps } from './lib/test-steps.mjs'

/**
 * Everything that a fresh machine needs to trust a change, in folders, databases and ports of its own.
 * `npm test -- --only unit,db callback` runs two steps, and in them the test files whose path has "callback".
 */
const dir = path.resolve(root, process.env.PATCHBAY_TEST_DIR || '.data-test')
const began = performance.now()

function readArguments(args) {
  const at = args.indexOf('--only')
  const names = at < 0 ? [] : (args[at + 1] ?? '').split(',').filter(Boolean)
  const filters = args.filter((_, index) => at < 0 || (index !== at && index !== at + 1))
  return { steps: pickSteps(names), filters }
}

let registry
let bench

/** Ends every process of the tests. */
async function cleanUp() {
  hush()
  await registry?.close()
  await bench?.close()
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
  process.once(signal, async () => {
    say('\nStopping …')
    await cleanUp().catch(complain)
    process.exit(130)
  })

/** Runs one step. Whatever goes wrong in it is its own failure: the others still run. */
async function runStep(step, context) {
  const since = performance.now()
  let result
  try {
    result = await step.run(context)
  } catch (error) {
    const output = error instanceof Problem ? error.message : (error?.stack ?? String(error))
    result = check({ code: 1, output })
  }
  const good = result.failed === 0
  const words = [counts(result), result.note].filter(Boolean).join(' · ')
  say(`${good ? '✓' : '✗'} ${step.name.padEnd(10)} ${seconds(since).padStart(7)}  ${words}`)
  if (!good) say(`\n${result.output.trim()}\n`)
  return { ...result, name: step.name }
}

async function runLane(steps, context) {
  const results = []
  for (const step of steps) results.push(await runStep(step, context))
  return results
}

async function main() {
  const { steps, filters } = readArguments(process.argv.slice(2))
  makeDataDir(dir)
  const lock = takeLock(path.join(dir, 'run', 'test.lock'))
  if ('holder' in lock) throw new Problem(`The tests already run from here (process ${lock.holder.pid}).`)
  registry = openRegistry(dir)
  await registry.cleanLeftovers()
  await ensureInstalled(registry, () => {})
  bench = createBench({ dir, registry })
  const context = { dir, registry, bench, filters }
  const lane = (name) =>
    runLane(
      steps.filter((step) => step.lane === name),
      context,
    )
  const results = (await Promise.all([lane('checks'), lane('build')])).flat()
  results.push(...(await lane('running')))
  await cleanUp()
  lock.release()
  const sum = total(results)
  const broken = results.filter((result) => result.failed > 0).map((result) => result.name)
  say(
    broken.length > 0 ? `\nFailed: ${broken.join(', ')}. Logs are in ${shown(path.join(dir, 'logs'))}.` : '',
  )
  say(`${broken.length > 0 ? 'Not good' : 'All good'} after ${seconds(began)}.`)
  say(counts(sum))
  return sum.failed > 0 || sum.passed === 0 ? 1 : 0
}

main().then(
  (code) => process.exit(code),
  async (error) => {
    complain(error)
    await cleanUp().catch(complain)
    process.exit(1)
  },
)
