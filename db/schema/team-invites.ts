import {
  boolean,
  index,
  integer,
  pgTable,
  text,
  timestamp,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { agencies } from './agencies'
import { roleEnum } from './memberships'
import { users } from './users'

/** An invitation into the team. Its token is derived, as an invite's is; the row holds only the SHA-256. */
export const teamInvites = pgTable(
  'team_invites',
  {
    id: uuid().primaryKey().defaultRandom(),
    agencyId: uuid()
      .notNull()
      .references(() => agencies.id),
    role: roleEnum().notNull(),
    /** Staff that will see only the creators assigned to them. */
    assignedOnly: boolean().notNull().default(false),
    /** Where it was mailed; null when it was copied. Whoever holds the link may accept it, once. */
    email: text(),
    rotation: integer().notNull().default(0),
    tokenHash: text().notNull(),
    expiresAt: timestamp({ withTimezone: true }).notNull(),
    acceptedAt: timestamp({ withTimezone: true }),
    acceptedBy: uuid().references(() => users.id),
    revokedAt: timestamp({ withTimezone: true }),
    createdBy: uuid().references(() => users.id),
    createdAt: timestamp({ withTimezone: true }).notNull(),
  },
  (t) => [
    unique('team_invites_tenant').on(t.agencyId, t.id),
    uniqueIndex('team_invites_token').on(t.tokenHash),
    index('team_invites_recent').on(t.agencyId, t.createdAt),
  ],
)
