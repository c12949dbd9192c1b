import { hash, verify } from '@node-rs/argon2'
import { AppError } from '../errors'

/** OWASP's argon2id profile: 19 MiB, two passes. 2 = argon2id; the enum is ambient-const in the package. */
const OPTIONS = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 }

const LIMIT = 4
const QUEUE = 40
let running = 0
const waiting: (() => void)[] = []

/** At most four hashes at once in a process: a flood of sign-ins must not take all memory and cores. */
async function withSlot<T>(work: () => Promise<T>): Promise<T> {
  if (running >= LIMIT) {
    if (waiting.length >= QUEUE)
      throw new AppError(
        'busy',
        'Too many people are signing in at this moment. Try again in a few seconds.',
        { retryAfter: 5 },
      )
    await new Promise<void>((resolve) => waiting.push(resolve))
  } else running += 1
  try {
    return await work()
  } finally {
    // Hand the slot over, so that a newcomer cannot slip in between.
    const next = waiting.shift()
    if (next) next()
    else running -= 1
  }
}

/** argon2id hash in PHC form. */
export function hashPassword(password: string): Promise<string> {
  return withSlot(() => hash(password.normalize('NFKC'), OPTIONS))
}

let decoy: Promise<string> | undefined

/**
 * Checks a password. With no hash (unknown account) it verifies against a decoy, so that the time taken
 * tells nothing about which accounts exist.
 */
export async function verifyPassword(stored: string | null, password: string): Promise<boolean> {
  decoy ??= hash('decoy', OPTIONS)
  const against = stored ?? (await decoy)
  const matches = await withSlot(() => verify(against, password.normalize('NFKC')))
  return stored !== null && matches
}
