import { index, integer, pgTable, text, timestamp } from 'drizzle-orm/pg-core'

/** Fixed-window counters, shared by every web process. The key is a hash: no address or e-mail at rest. */
export const rateLimits = pgTable(
  'rate_limits',
  {
    key: text().primaryKey(),
    count: integer().notNull(),
    windowEndsAt: timestamp({ withTimezone: true }).notNull(),
  },
  (t) => [index('rate_limits_window').on(t.windowEndsAt)],
)
