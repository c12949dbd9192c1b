import { foreignKey, jsonb, pgTable, text, timestamp, unique, uuid } from 'drizzle-orm/pg-core'
import { agencies } from './agencies'
import { connections } from './connections'

/** The last good copy of what a connection's user data said, one row per kind, with its age. */
export const connectionData = pgTable(
  'connection_data',
  {
    id: uuid().primaryKey().defaultRandom(),
    agencyId: uuid()
      .notNull()
      .references(() => agencies.id),
    connectionId: uuid().notNull(),
    kind: text({ enum: ['profile', 'counts', 'earnings'] }).notNull(),
    /** An adapter's allow-listed shape: Profile, Counts or Earnings; null when it was never read. */
    data: jsonb(),
    fetchedAt: timestamp({ withTimezone: true }),
    /** Why the last read failed: a provider failure or detail; null when it worked. */
    error: text(),
    errorAt: timestamp({ withTimezone: true }),
  },
  (t) => [
    unique('connection_data_kind').on(t.agencyId, t.connectionId, t.kind),
    foreignKey({
      name: 'connection_data_connection_fk',
      columns: [t.agencyId, t.connectionId],
      foreignColumns: [connections.agencyId, connections.id],
    }),
  ],
)
