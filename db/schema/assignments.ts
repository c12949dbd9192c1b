import { foreignKey, index, pgTable, primaryKey, timestamp, uuid } from 'drizzle-orm/pg-core'
import { agencies } from './agencies'
import { creators } from './creators'
import { memberships } from './memberships'

/** Which creators a limited member of the staff may see. Row-level security reads it in every query. */
export const assignments = pgTable(
  'assignments',
  {
    agencyId: uuid()
      .notNull()
      .references(() => agencies.id),
    userId: uuid().notNull(),
    creatorId: uuid().notNull(),
    createdAt: timestamp({ withTimezone: true }).notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.agencyId, t.userId, t.creatorId] }),
    index('assignments_creator').on(t.agencyId, t.creatorId),
    foreignKey({
      name: 'assignments_membership_fk',
      columns: [t.agencyId, t.userId],
      foreignColumns: [memberships.agencyId, memberships.userId],
    }).onDelete('cascade'),
    foreignKey({
      name: 'assignments_creator_fk',
      columns: [t.agencyId, t.creatorId],
      foreignColumns: [creators.agencyId, creators.id],
    }),
  ],
)
