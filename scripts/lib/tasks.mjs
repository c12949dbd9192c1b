import { openLog } from './child-log.mjs'
import { Problem } from './output.mjs'

/**
 * Runs a process to its end and returns what it printed.
 * @param {ReturnType<typeof import('./processes.mjs').openRegistry>} registry
 * @param {{ name: string, args: string[], env: object, command?: string, cwd?: string, timeout?: number, logFile?: string,
 *   onLine?: (line: string, source: 'out' | 'err') => void }} task `timeout` in ms
 * @returns {Promise<{ code: number, out: string, output: string }>} `out` is standard output alone; a signal is code 1
 */
export function runTask(registry, task) {
  const child = registry.start(task.name, task.args, task)
  const log = task.logFile ? openLog(task.logFile, task.onLine) : null
  log?.follow(child)
  const parts = { out: [], both: [] }
  child.stdout.on('data', (chunk) => {
    parts.out.push(chunk)
    parts.both.push(chunk)
  })
  child.stderr.on('data', (chunk) => parts.both.push(chunk))
  const text = (chunks) => Buffer.concat(chunks).toString('utf8')
  return new Promise((resolve) => {
    const timer = task.timeout ? setTimeout(() => giveUp(), task.timeout) : undefined
    function giveUp() {
      parts.both.push(
        Buffer.from(
          `\n${task.name} took longer than ${Math.round(task.timeout / 1000)} s and was stopped.\n`,
        ),
      )
      registry.stop(child, 2_000)
    }
    function end(code) {
      clearTimeout(timer)
      resolve({ code: code ?? 1, out: text(parts.out), output: text(parts.both) })
    }
    child.once('error', (error) => {
      parts.both.push(Buffer.from(`${error.message}\n`))
      end(1)
    })
    child.once('close', end)
  })
}

/** Arguments of node for one of our TypeScript entries. */
export const typescript = (file, ...args) => ['--conditions=react-server', '--import', 'tsx', file, ...args]

/** Runs a task that must succeed; a failure says what the task said. */
export async function mustRun(registry, task) {
  const result = await runTask(registry, task)
  if (result.code !== 0) throw new Problem(tail(result.output, 60) || `${task.name} failed without a word.`)
  return result
}

/** The last lines of a text. */
export const tail = (text, lines) => text.trimEnd().split('\n').slice(-lines).join('\n')
