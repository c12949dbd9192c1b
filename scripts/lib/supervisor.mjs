import path from 'node:path'
import { openLog } from './child-log.mjs'
import { until } from './identity.mjs'
import { Problem, say } from './output.mjs'
import { shown } from './paths.mjs'

const CRASHES = 5
const WINDOW_MS = 120_000
const LONGEST_PAUSE_MS = 8_000
const SURFACED = 20
const SURFACED_EVERY_MS = 10_000

/**
 * What of a child's output a person should see at once: entries of level error, and whatever is not a log entry on
 * standard error. Null for the rest.
 */
export function worthShowing(line, source) {
  if (!line.startsWith('{')) return source === 'err' ? line : null
  try {
    const entry = JSON.parse(line)
    if (!(entry.level >= 50)) return null
    const cause = entry.err?.message ?? entry.error?.message
    return [entry.msg, cause].filter(Boolean).join(': ') || line
  } catch {
    return source === 'err' ? line : null
  }
}

function surfacer({ name, file, everything, print }) {
  let shownNow = 0
  let since = 0
  return (line, source) => {
    const text = everything ? line : worthShowing(line, source)
    if (!text) return
    if (Date.now() - since > SURFACED_EVERY_MS) {
      since = Date.now()
      shownNow = 0
    }
    shownNow += 1
    if (everything || shownNow <= SURFACED) print(`${name.padEnd(7)} │ ${text}`)
    else if (shownNow === SURFACED + 1) print(`${name.padEnd(7)} │ … more in ${shown(file)}`)
  }
}

/**
 * Keeps processes running: a dead one is started again after a growing pause, and five deaths within two minutes
 * end everything with that process' last words.
 * @param {{ registry: ReturnType<typeof import('./processes.mjs').openRegistry>, logDir: string, everything?: boolean,
 *   print?(line: string): void, giveUp(error: Problem): void, firstPause?: number }} options `everything`: print all output, not errors alone
 */
export function createSupervisor({
  registry,
  logDir,
  everything = false,
  print = say,
  giveUp,
  firstPause = 500,
}) {
  const children = new Map()
  let ending = false

  function begin(state) {
    const { name, args, env } = state.spec
    if (ending) return
    state.child = registry.start(name, args, { env })
    state.log.follow(state.child)
    state.child.once('error', (error) => state.log.note(error.message))
    state.child.once('exit', (code, signal) => onExit(state, signal ?? `code ${code}`))
  }

  function onExit(state, how) {
    state.child = null
    if (ending || state.stopping) return
    const now = Date.now()
    state.crashes = [...state.crashes.filter((at) => now - at < WINDOW_MS), now]
    const count = state.crashes.length
    const { name } = state.spec
    if (count >= CRASHES) {
      const last = state.log.lastLines().map((line) => `  ${line}`)
      giveUp(
        new Problem(
          [
            `${name} ended ${count} times (${how}). Its last lines, from ${shown(state.log.file)}:`,
            ...last,
          ].join('\n'),
        ),
      )
      return
    }
    const pause = Math.min(firstPause * 2 ** (count - 1), LONGEST_PAUSE_MS)
    print(`${name.padEnd(7)} │ ended (${how}); starting it again in ${pause / 1000} s`)
    state.timer = setTimeout(() => begin(state), pause)
  }

  /** @param {{ name: string, args: string[], env: object }} spec arguments of node */
  function start(spec) {
    const file = path.join(logDir, `${spec.name}.log`)
    const log = openLog(file, surfacer({ name: spec.name, file, everything, print }))
    const state = { spec, log, crashes: [], child: null, stopping: false, timer: undefined }
    children.set(spec.name, state)
    begin(state)
  }

  async function stop(name, grace) {
    const state = children.get(name)
    if (!state) return
    state.stopping = true
    clearTimeout(state.timer)
    if (state.child) await registry.stop(state.child, grace)
    children.delete(name)
  }

  return {
    start,
    stop,
    /** From now on nothing is started again. */
    end() {
      ending = true
      for (const state of children.values()) clearTimeout(state.timer)
    },
    pid: (name) => children.get(name)?.child?.pid,
    crashed: () =>
      [...children.values()].filter((state) => state.crashes.length > 0).map((state) => state.spec.name),
    lastLines: (name) => children.get(name)?.log.lastLines() ?? [],
  }
}

/** True when an address answers 200. */
export async function healthy(url) {
  try {
    const answer = await fetch(url, { signal: AbortSignal.timeout(20_000) })
    await answer.body?.cancel()
    return answer.status === 200
  } catch {
    return false
  }
}

/** Waits for a process to answer. Says its last words when it does not within `ms`. */
export async function waitHealthy(supervisor, name, url, ms) {
  if (await until(() => healthy(url), ms, 60)) return
  const last = supervisor.lastLines(name).map((line) => `  ${line}`)
  throw new Problem(
    [`${name} did not answer at ${url} within ${ms / 1000} s. Its last lines:`, ...last].join('\n'),
  )
}
