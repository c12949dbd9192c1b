import { foreignKey, index, pgTable, text, timestamp, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { agencies } from './agencies'
import { connections } from './connections'
import { memberships } from './memberships'

/** What one person was told about one state change of one connection. */
export const notices = pgTable(
  'notices',
  {
    id: uuid().primaryKey().defaultRandom(),
    agencyId: uuid()
      .notNull()
      .references(() => agencies.id),
    userId: uuid().notNull(),
    connectionId: uuid().notNull(),
    kind: text({ enum: ['broken', 'recovered'] }).notNull(),
    /** Status and reason after the change: codes of lib/connections/words.ts. */
    status: text().notNull(),
    reason: text().notNull(),
    /** Names the state change, so that it is told once however often it is noticed. */
    transition: text().notNull(),
    createdAt: timestamp({ withTimezone: true }).notNull(),
    readAt: timestamp({ withTimezone: true }),
    /** With `broken`: when it worked again, which closes the thread. */
    closedAt: timestamp({ withTimezone: true }),
    /** Mailed at once or in the daily digest; null when it never needs a mail or waits for the digest. */
    mailedAt: timestamp({ withTimezone: true }),
  },
  (t) => [
    uniqueIndex('notices_once').on(t.agencyId, t.userId, t.transition),
    index('notices_of_user').on(t.agencyId, t.userId, t.createdAt, t.id),
    index('notices_connection').on(t.agencyId, t.connectionId),
    foreignKey({
      name: 'notices_connection_fk',
      columns: [t.agencyId, t.connectionId],
      foreignColumns: [connections.agencyId, connections.id],
    }),
    foreignKey({
      name: 'notices_membership_fk',
      columns: [t.agencyId, t.userId],
      foreignColumns: [memberships.agencyId, memberships.userId],
    }).onDelete('cascade'),
  ],
)
