import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  renameSync,
  statSync,
  truncateSync,
  writeSync,
} from 'node:fs'
import path from 'node:path'

const MAX_BYTES = 5 * 1024 * 1024
const KEPT_LINES = 40

/** Moves a log aside, so that each run begins with an empty one and the last one can still be read. */
export function rotate(file) {
  mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 })
  if (existsSync(file)) renameSync(file, `${file}.1`)
}

/** Empties a log that another process appends to, when it grew too large. */
export function bound(file) {
  if (existsSync(file) && statSync(file).size > MAX_BYTES) truncateSync(file, 0)
}

/**
 * A bounded log file for a child's output, which also remembers the last lines.
 * @param {string} file
 * @param {(line: string, source: 'out' | 'err') => void} onLine
 */
export function openLog(file, onLine = () => {}) {
  rotate(file)
  let fd = openSync(file, 'a', 0o600)
  let size = 0
  const kept = []
  const partial = { out: '', err: '' }

  function write(source, chunk) {
    if (size + chunk.length > MAX_BYTES) {
      closeSync(fd)
      rotate(file)
      fd = openSync(file, 'a', 0o600)
      size = 0
    }
    size += writeSync(fd, chunk)
    const lines = (partial[source] + chunk.toString('utf8')).split('\n')
    partial[source] = lines.pop()?.slice(-20_000) ?? ''
    for (const line of lines) {
      if (line.trim() === '') continue
      kept.push(line)
      if (kept.length > KEPT_LINES) kept.shift()
      onLine(line, source)
    }
  }

  return {
    file,
    /** Copies a child's two streams. */
    follow(child) {
      child.stdout?.on('data', (chunk) => write('out', chunk))
      child.stderr?.on('data', (chunk) => write('err', chunk))
    },
    note: (text) => write('out', Buffer.from(`${text}\n`)),
    lastLines: () => [...kept, partial.out, partial.err].filter((line) => line.trim() !== ''),
  }
}
