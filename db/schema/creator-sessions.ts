import { foreignKey, index, pgTable, text, timestamp, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { agencies } from './agencies'
import { creators } from './creators'

/** A browser in which a creator opened her own page with a code. The row holds only the cookie's SHA-256. */
export const creatorSessions = pgTable(
  'creator_sessions',
  {
    id: uuid().primaryKey().defaultRandom(),
    agencyId: uuid()
      .notNull()
      .references(() => agencies.id),
    creatorId: uuid().notNull(),
    tokenHash: text().notNull(),
    createdAt: timestamp({ withTimezone: true }).notNull(),
    expiresAt: timestamp({ withTimezone: true }).notNull(),
    revokedAt: timestamp({ withTimezone: true }),
  },
  (t) => [
    uniqueIndex('creator_sessions_token').on(t.tokenHash),
    index('creator_sessions_creator').on(t.agencyId, t.creatorId),
    foreignKey({
      name: 'creator_sessions_creator_fk',
      columns: [t.agencyId, t.creatorId],
      foreignColumns: [creators.agencyId, creators.id],
    }),
  ],
)
