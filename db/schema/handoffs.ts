import { foreignKey, index, pgTable, text, timestamp, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { agencies } from './agencies'
import { linkSessions } from './link-sessions'
import { users } from './users'

/** A link by which the creator joins a live attempt of the team on her own phone, once. It ends with the attempt. */
export const handoffs = pgTable(
  'handoffs',
  {
    id: uuid().primaryKey().defaultRandom(),
    agencyId: uuid()
      .notNull()
      .references(() => agencies.id),
    linkSessionId: uuid().notNull(),
    /** SHA-256 of the token; the token itself is derived again when it is shown. */
    tokenHash: text().notNull(),
    createdBy: uuid()
      .notNull()
      .references(() => users.id),
    createdAt: timestamp({ withTimezone: true }).notNull(),
    revokedAt: timestamp({ withTimezone: true }),
    joinedAt: timestamp({ withTimezone: true }),
    /** The browser that joined: HMAC(browser cookie, session id) and SHA-256(browser cookie). */
    browserHash: text(),
    browserKey: text(),
  },
  (t) => [
    uniqueIndex('handoffs_token').on(t.tokenHash),
    index('handoffs_session').on(t.agencyId, t.linkSessionId),
    index('handoffs_browser').on(t.browserKey),
    foreignKey({
      name: 'handoffs_link_session_fk',
      columns: [t.agencyId, t.linkSessionId],
      foreignColumns: [linkSessions.agencyId, linkSessions.id],
    }),
  ],
)
