import { z } from 'zod'
import { isSandboxKey } from '../config'
import type { Runtime } from '../runtime'
import { wireConnection } from '../state/connections'
import { randomId } from '../state/ids'
import { organisationOf } from '../state/organisations'
import type { Connection } from '../state/schema'
import { seedPerson, seedPersonSchema } from '../state/seed-person'

const time = z.iso.datetime({ offset: true }).transform((text) => new Date(text).toISOString())

export const seedSchema = z.strictObject({
  apiKey: z.string().refine(isSandboxKey, 'not a sandbox key'),
  /** What the hosted page calls the agency. */
  name: z.string().min(1).max(80).optional(),
  /** Forget the organisation's connections and sessions first. */
  replace: z.boolean().optional(),
  accounts: z
    .array(
      seedPersonSchema.extend({
        status: z.enum(['active', 'expired', 'awaiting_2fa']),
        permissions: z.array(z.string()),
        clientReferenceId: z.string().nullable(),
        imported: z.boolean().optional(),
        createdAt: time,
        updatedAt: time,
        expiredAt: time.nullable(),
        lastCheckedAt: time.nullable(),
      }),
    )
    .max(2_000),
})

/** Makes connections as if they had been linked long ago; their e-mails log in as these people from now on. */
export function seed(runtime: Runtime, input: z.infer<typeof seedSchema>) {
  const organisation = organisationOf(runtime, input.apiKey)
  if (input.name !== undefined) organisation.name = input.name
  if (input.replace === true) Object.assign(organisation, { connections: [], sessions: [], people: {} })
  const made = input.accounts.map((account): Connection => {
    const { avatarUrl: _drawn, imported = false, ...rest } = account
    const person = seedPerson(organisation, account)
    const unspoiled = { revoked: false, signedOut: false, swapNext: false }
    return { ...rest, ...person, ...unspoiled, id: randomId('conn_'), imported }
  })
  organisation.connections.push(...made)
  runtime.store.changed()
  return { connections: made.map((connection) => wireConnection(runtime, connection)) }
}
