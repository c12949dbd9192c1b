import { bigint, integer, pgTable, text, timestamp, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { users } from './users'

/** A user's second factor. Only the system role reads it. */
export const userTotp = pgTable('user_totp', {
  userId: uuid()
    .primaryKey()
    .references(() => users.id),
  /** Sealed base32 secret; the user's id stands in for the agency in its place. */
  secretSealed: text().notNull(),
  /** Null while it is being set up: then it asks for nothing. */
  confirmedAt: timestamp({ withTimezone: true }),
  /** The last time step that was accepted: a code works once. */
  lastStep: bigint({ mode: 'number' }).notNull().default(0),
  createdAt: timestamp({ withTimezone: true }).notNull(),
})

/** One-time codes for somebody without the phone; HMAC, never the code. */
export const recoveryCodes = pgTable(
  'recovery_codes',
  {
    id: uuid().primaryKey().defaultRandom(),
    userId: uuid()
      .notNull()
      .references(() => users.id),
    codeHash: text().notNull(),
    position: integer().notNull(),
    usedAt: timestamp({ withTimezone: true }),
    createdAt: timestamp({ withTimezone: true }).notNull(),
  },
  (t) => [uniqueIndex('recovery_codes_hash').on(t.userId, t.codeHash)],
)
