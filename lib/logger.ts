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
]

/** Replaces known secrets and everything that has the shape of one. The second wall behind not logging them. */
export function scrub(line: string): string {
  let out = line
  for (const value of known) out = out.replaceAll(value, '[secret]')
  for (const shape of SHAPES) out = out.replace(shape, '[secret]')
  return out
}

/** Database errors carry all bound parameters in their message: keep the code and the constraint only. */
function describe(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { type: typeof error }
  const cause = error.cause as { code?: string; constraint_name?: string; message?: string } | undefined
  if (error.name === 'DrizzleQueryError' || error.constructor.name === 'DrizzleQueryError')
    return {
      type: 'database',
      code: cause?.code,
      constraint: cause?.constraint_name,
      cause: cause?.code ? undefined : cause?.message,
      stack: frames(error),
    }
  if (error.name === 'PostgresError') {
    const raw = error as { code?: string; constraint_name?: string }
    return {
      type: 'database',
      code: raw.code,
      constraint: raw.constraint_name,
      message: error.message,
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
