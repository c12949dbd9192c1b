import { randomBytes } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { openDb } from '../db/client'
import { users } from '../db/schema/users'
import { setPassword } from '../lib/auth/change-password'
import { normalizeEmail } from '../lib/auth/email'
import { removeTotp } from '../lib/auth/totp-setup'
import { readEnv } from '../lib/env'

const USAGE = `Usage: npm run user -- reset <e-mail> [--second-factor]

Sets a new random password and prints it once. Every session of the user ends.
--second-factor  also turns two-step sign-in off, for somebody who lost phone and recovery codes`

/** Sets a new random password, takes the second factor away if asked to, and ends all sessions. */
async function reset(email: string, withFactor: boolean): Promise<string> {
  const db = openDb(readEnv(process.env).SYSTEM_DATABASE_URL, { max: 1, applicationName: 'patchbay-user' })
  try {
    const [user] = await db.select({ id: users.id }).from(users).where(eq(users.email, email))
    if (!user) return `Nobody here has the e-mail ${email}.`
    const password = randomBytes(12).toString('base64url')
    let removed = false
    await setPassword(db, user.id, password, new Date(), async (tx) => {
      if (withFactor) removed = await removeTotp(tx, user.id)
    })
    process.exitCode = 0
    return [
      `New password of ${email}: ${password}`,
      'All their sessions were ended. They should change it after signing in.',
      ...(withFactor ? [removed ? 'Two-step sign-in is off.' : 'Two-step sign-in was off already.'] : []),
    ].join('\n')
  } finally {
    await db.close()
  }
}

process.exitCode = 1
const [command, typed, ...flags] = process.argv.slice(2)
const email = normalizeEmail(typed)
const understood = command === 'reset' && email && flags.every((flag) => flag === '--second-factor')
process.stdout.write(`${understood ? await reset(email, flags.length > 0) : USAGE}\n`)
