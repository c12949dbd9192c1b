import 'server-only'
import { randomUUID } from 'node:crypto'
import { eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Db, Tx } from '@/db/client'
import { agencies } from '@/db/schema/agencies'
import { memberships } from '@/db/schema/memberships'
import { setupTokens } from '@/db/schema/setup-tokens'
import { users } from '@/db/schema/users'
import { hashPassword } from '../crypto/password'
import { hashToken } from '../crypto/random'
import { AppError } from '../errors'
import { addEnvironmentKey } from '../provider-accounts/add-environment-key'
import { newPassword } from './change-password'
import { normalizeEmail } from './email'
import { slugOf } from './slug'

const line = (max: number, missing: string) =>
  z
    .string()
    .trim()
    .min(1, missing)
    .max(max, `Use at most ${max} characters.`)
    .regex(/^\P{Cc}*$/u, 'This holds a character that cannot be stored.')

export const setupInput = z.strictObject({
  token: z.string().min(1).max(200),
  agency: line(80, 'Enter the name of your agency.'),
  name: line(80, 'Enter your name.'),
  email: z.string().transform((value, context) => {
    const email = normalizeEmail(value)
    if (!email) context.addIssue('Enter an e-mail address, such as you@agency.com.')
    return email ?? ''
  }),
  password: newPassword,
})
export type SetupInput = z.infer<typeof setupInput>

/** Where a fresh installation stands: `done` once an agency exists, `refused` when the token is not the one. */
export async function setupState(db: Db | Tx, token: unknown): Promise<'open' | 'refused' | 'done'> {
  const [agency] = await db.select({ id: agencies.id }).from(agencies).limit(1)
  if (agency) return 'done'
  if (typeof token !== 'string' || token === '' || token.length > 200) return 'refused'
  const [known] = await db
    .select({ createdAt: setupTokens.createdAt })
    .from(setupTokens)
    .where(eq(setupTokens.tokenHash, hashToken('setup', token)))
  return known ? 'open' : 'refused'
}

/**
 * Makes the first agency, its owner and, when the environment holds an API key, its provider account, in one
 * transaction; the tokens are gone afterwards. Throws `not_found` unless the token is the one that was printed.
 * @returns the agency's slug
 */
export async function makeFirstAgency(db: Db, input: SetupInput): Promise<string> {
  const passwordHash = await hashPassword(input.password)
  return db.transaction(async (tx) => {
    // Two forms sent at once must not make two agencies.
    await tx.execute(sql`select pg_advisory_xact_lock(hashtext('patchbay setup'))`)
    if ((await setupState(tx, input.token)) !== 'open')
      throw new AppError(
        'not_found',
        'This setup address is not valid any more. Start Patchbay again to get a new one.',
      )
    const agencyId = randomUUID()
    const userId = randomUUID()
    const slug = slugOf(input.agency)
    await tx.insert(agencies).values({ id: agencyId, slug, name: input.agency })
    await tx.insert(users).values({ id: userId, email: input.email, name: input.name, passwordHash })
    await tx.insert(memberships).values({ agencyId, userId, role: 'owner' })
    await addEnvironmentKey(tx, agencyId)
    await tx.delete(setupTokens)
    return slug
  })
}
