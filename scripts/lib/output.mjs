/** A problem that a person can act on: printed as its sentence, without a stack. */
export class Problem extends Error {}

// A closed terminal or `| head` must not take the processes down with it.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {})

export const say = (line = '') => process.stdout.write(`${line}\n`)
export const seconds = (since) => `${((performance.now() - since) / 1000).toFixed(1)} s`

let hushed = false

/** From now on steps print nothing: they are being ended, and their failures are ours. */
export const hush = () => {
  hushed = true
}

/**
 * Runs one step and prints one line with its time.
 * @template T
 * @param {string} name
 * @param {(note: (text: string) => void) => Promise<T> | T} work `note` adds a few words to the line
 * @returns {Promise<T>}
 */
export async function step(name, work) {
  const since = performance.now()
  const notes = []
  const line = (sign) =>
    `${sign} ${name.padEnd(10)} ${seconds(since).padStart(7)}  ${notes.join(' · ')}`.trimEnd()
  try {
    const result = await work((text) => notes.push(text))
    say(line('✓'))
    return result
  } catch (error) {
    if (!hushed) say(line('✗'))
    throw error
  }
}

/** Prints why something ended. A Problem speaks for itself; anything else shows where it came from. */
export function complain(error) {
  const text = error instanceof Problem ? error.message : (error?.stack ?? String(error))
  process.stderr.write(`\n${text}\n`)
}
