import { sql } from 'drizzle-orm'
import { index, pgTable, text, timestamp, unique, uuid } from 'drizzle-orm/pg-core'
import { agencies } from './agencies'
import { users } from './users'

/** The person whose account is linked. */
export const creators = pgTable(
  'creators',
  {
    id: uuid().primaryKey().defaultRandom(),
    agencyId: uuid()
      .notNull()
      .references(() => agencies.id),
    name: text().notNull(),
    note: text().notNull().default(''),
    createdBy: uuid().references(() => users.id),
    createdAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
  },
  (t) => [
    unique('creators_tenant').on(t.agencyId, t.id),
    index('creators_by_name').on(t.agencyId, sql`lower(name)`, t.id),
  ],
)
