import { z } from 'zod'
import { worldKeySchema } from '../control/world-key'
import type { Runtime } from '../runtime'
import { organisationOf } from '../state/organisations'
import { seedPerson, seedPersonSchema } from '../state/seed-person'
import { makeAccount, refresh } from './accounts'
import type { RemoteAccount } from './schema'
import { worldOf } from './world'

const time = z.iso.datetime({ offset: true }).transform((text) => Date.parse(text))

export const seedAccountsSchema = z.strictObject({
  apiKey: worldKeySchema,
  provider: z.enum(['onlyfansapi', 'onlyfanskit']),
  /** Forget this provider's accounts and attempts of the organisation first. */
  replace: z.boolean().optional(),
  accounts: z
    .array(
      seedPersonSchema.extend({
        kind: z.enum(['creator', 'fan']).default('creator'),
        displayName: z.string().max(255).optional(),
        clientReferenceId: z.string().nullable().default(null),
        authenticated: z.boolean().default(true),
        /** Whether the provider can log in again by itself. */
        remembers: z.boolean().default(true),
        createdAt: time.optional(),
        lastUsedAt: time.nullable().optional(),
      }),
    )
    .max(2_000),
})

/** Makes accounts as if they had been linked long ago, without telling any webhook. */
export function seedAccounts(runtime: Runtime, input: z.infer<typeof seedAccountsSchema>): RemoteAccount[] {
  const organisation = organisationOf(runtime, input.apiKey)
  const world = worldOf(runtime, organisation, input.provider)
  if (input.replace === true) Object.assign(world.book, { accounts: [], attempts: [], clientSessions: [] })
  return input.accounts.map((fields) => {
    const { authenticated, clientReferenceId, remembers, displayName = fields.name } = fields
    const person = seedPerson(organisation, fields)
    const account = makeAccount(world, {
      email: person.email,
      displayName,
      clientReferenceId,
      remembers,
      authType: 'email_password',
    })
    refresh(world, account, person)
    return Object.assign(account, {
      createdAt: fields.createdAt ?? account.createdAt,
      lastUsedAt: fields.lastUsedAt ?? null,
      ...(authenticated ? {} : { authenticated: false, progress: 'session_expired' }),
    })
  })
}
