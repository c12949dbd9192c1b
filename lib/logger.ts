import pino from 'pino'

/** Values that must never reach a log, learnt at run time (keys, session secrets). */
const known = new Set<string>()

/** Registers a secret: from now on the sink replaces it wherever it appears. Short values are ignored. */
export function neverLog(value: string): void {
  if (value.length >= 12) known.add(value)
}

const SHAPES = [
  /\bsk_(?:live|sandbox)_[A-Za-z0-9_-]+/g,
  /\bcs_[A-Za-z0-9_-]{6,}/g,
  /\bpostgres(?:ql)?:\/\/[^\s"']+/g,
  /\bsmtps?:\/\/[^\s"']+/g,
  // A link's path, and any token of ours by its form: 32 bytes as base64url.
  /\/connect\/i\/[^\s"'/?#]+/g,
  /(?<![A-Za-z0-9_-])[A-Za-z0-9_-]{43}(?![A-Za-z0-9_-])/g,
]

/** Replaces known secrets and everything that has the shape of one. The second wall behind not logging them. */
export function scrub(line: string): string {
  let out = line
  for (const value of known) out = out.replaceAll(value, '[secret]')
  for (const shape of SHAPES) out = out.replace(shape, '[secret]')
  return out
}

type DatabaseError = { code?: unknown; constraint_name?: string; message?: string }

/** True for what Postgres itself said: it has an SQLSTATE. */
function isPostgres(error: unknown): error is Error & DatabaseError {
  if (!(error instanceof Error)) return false
  const { code } = error as DatabaseError
  return (
    typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code) && ('severity' in error || /^P/.test(error.name))
  )
}

/**
 * Database errors carry bound parameters in their message, and Postgres quotes values that it cannot read: keep
 * the code and the constraint only. Known by their shape, because a build shortens the names of classes.
 */
function describe(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { type: typeof error }
  const said = isPostgres(error) ? error : error.cause
  if (isPostgres(error) || 'query' in error) {
    const known = isPostgres(said)
    return {
      type: 'database',
      code: known ? said.code : undefined,
      constraint: known ? said.constraint_name : undefined,
      cause: !known && said instanceof Error ? said.message : undefined,
      stack: frames(error),
    }
  }
  return {
    type: error.name,
    message: error.message,
    code: (error as { code?: unknown }).code,
    stack: frames(error),
  }
}

function frames(error: Error): string | undefined {
  return error.stack
    ?.split('\n')
    .filter((line) => /^\s+at /.test(line))
    .slice(0, 8)
    .join('\n')
}

/** One JSON line per entry on standard output. */
export const logger = pino(
  {
    // The level is read here and not through env(), so that a broken environment can still be logged.
    level: 'info',
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    serializers: { err: describe, error: describe },
  },
  { write: (line: string) => process.stdout.write(scrub(line)) },
)
