import { sql } from 'drizzle-orm'
import { foreignKey, index, pgTable, text, timestamp, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { agencies } from './agencies'
import { creators } from './creators'
import { linkSessions } from './link-sessions'
import { users } from './users'

/** A login that reached OnlyFans, or may have: what the login budget counts. */
export const loginAttempts = pgTable(
  'login_attempts',
  {
    id: uuid().primaryKey().defaultRandom(),
    agencyId: uuid()
      .notNull()
      .references(() => agencies.id),
    creatorId: uuid().notNull(),
    /** OnlyFans' own user id where it is known (a repair). */
    ofUserId: text(),
    linkSessionId: uuid().notNull(),
    /** Which login of its session: hosted modes count one, login modes each that was sent. */
    ordinal: text().notNull(),
    at: timestamp({ withTimezone: true }).notNull(),
  },
  (t) => [
    uniqueIndex('login_attempts_once').on(t.linkSessionId, t.ordinal),
    index('login_attempts_creator').on(t.agencyId, t.creatorId, t.at),
    index('login_attempts_user').on(t.agencyId, t.ofUserId, t.at).where(sql`of_user_id is not null`),
    foreignKey({
      name: 'login_attempts_creator_fk',
      columns: [t.agencyId, t.creatorId],
      foreignColumns: [creators.agencyId, creators.id],
    }),
    foreignKey({
      name: 'login_attempts_link_session_fk',
      columns: [t.agencyId, t.linkSessionId],
      foreignColumns: [linkSessions.agencyId, linkSessions.id],
    }),
  ],
)

/** An admin let one more login through although the budget was spent. */
export const loginOverrides = pgTable(
  'login_overrides',
  {
    id: uuid().primaryKey().defaultRandom(),
    agencyId: uuid()
      .notNull()
      .references(() => agencies.id),
    creatorId: uuid().notNull(),
    reason: text().notNull(),
    grantedBy: uuid()
      .notNull()
      .references(() => users.id),
    grantedAt: timestamp({ withTimezone: true }).notNull(),
    /** One login, begun before then. */
    expiresAt: timestamp({ withTimezone: true }).notNull(),
    usedAt: timestamp({ withTimezone: true }),
  },
  (t) => [
    index('login_overrides_creator').on(t.agencyId, t.creatorId, t.expiresAt),
    foreignKey({
      name: 'login_overrides_creator_fk',
      columns: [t.agencyId, t.creatorId],
      foreignColumns: [creators.agencyId, creators.id],
    }),
  ],
)
