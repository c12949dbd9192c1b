import { randomBytes } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { openDb } from '../db/client'
import { users } from '../db/schema/users'
import { setPassword } from '../lib/auth/change-password'
import { normalizeEmail } from '../lib/auth/email'
import { readEnv } from '../lib/env'

/** `npm run user -- reset <e-mail>`: sets a new random password, prints it once, and ends all their sessions. */
async function reset(emailInput: string | undefined): Promise<string> {
  const email = normalizeEmail(emailInput)
  if (!email) return 'Usage: npm run user -- reset <e-mail>'
  const db = openDb(readEnv(process.env).SYSTEM_DATABASE_URL, { max: 1, applicationName: 'patchbay-user' })
  try {
    const [user] = await db.select({ id: users.id }).from(users).where(eq(users.email, email))
    if (!user) return `Nobody here has the e-mail ${email}.`
    const password = randomBytes(12).toString('base64url')
    await setPassword(db, user.id, password, new Date())
    process.exitCode = 0
    return `New password of ${email}: ${password}\nAll their sessions were ended. They should change it after signing in.`
  } finally {
    await db.close()
  }
}

process.exitCode = 1
const [command, email] = process.argv.slice(2)
process.stdout.write(
  `${command === 'reset' ? await reset(email) : 'Usage: npm run user -- reset <e-mail>'}\n`,
)
