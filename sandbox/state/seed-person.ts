import { z } from 'zod'
import type { Organisation, Person } from './schema'

/** An OnlyFans user as a seed names her. Without `avatarUrl` the sandbox draws her picture. */
export const seedPersonSchema = z.strictObject({
  ofUserId: z.string().regex(/^\d{1,15}$/),
  username: z.string().min(1).max(60),
  name: z.string().max(100),
  /** Logs in as this person from now on, at every provider. */
  email: z.string().max(200),
  avatarUrl: z.string().nullable().optional(),
  kind: z.enum(['creator', 'fan']),
})

/** Makes the person known to the organisation. */
export function seedPerson(organisation: Organisation, seed: z.infer<typeof seedPersonSchema>): Person {
  const { ofUserId, username, name, kind, avatarUrl = 'generated' } = seed
  const email = seed.email.trim().toLowerCase()
  const person = { ofUserId, username, name, kind, email, avatar: avatarUrl }
  organisation.people[email] = person
  return person
}
