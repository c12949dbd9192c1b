import { openDb } from '../db/client'
import { agencies } from '../db/schema/agencies'
import { setupTokens } from '../db/schema/setup-tokens'
import { hashToken, randomToken } from '../lib/crypto/random'
import { readEnv } from '../lib/env'

/**
 * Prints a one-time token for /setup while there is no agency yet, and nothing after that. Each run makes a new
 * token and forgets the old ones.
 */
const env = readEnv(process.env)
const db = openDb(env.SYSTEM_DATABASE_URL, { max: 1, applicationName: 'patchbay-setup' })
try {
  const [agency] = await db.select({ id: agencies.id }).from(agencies).limit(1)
  if (!agency) {
    const token = randomToken()
    await db.transaction(async (tx) => {
      await tx.delete(setupTokens)
      await tx.insert(setupTokens).values({ tokenHash: hashToken('setup', token) })
    })
    process.stdout.write(`${token}\n`)
  }
} finally {
  await db.close()
}
