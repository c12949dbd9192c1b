import { date, integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'

/** How often a request was refused before any tenant was known (forged callbacks and the like), per day. */
export const securityCounters = pgTable(
  'security_counters',
  {
    day: date().notNull(),
    kind: text().notNull(),
    count: integer().notNull(),
  },
  (t) => [primaryKey({ columns: [t.day, t.kind] })],
)
