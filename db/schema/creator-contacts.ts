import { foreignKey, index, pgTable, text, timestamp, unique, uuid } from 'drizzle-orm/pg-core'
import { agencies } from './agencies'
import { creators } from './creators'
import { users } from './users'

/** The creator's own address: only she sets it, with a code, after a proof. The web's role may only read it. */
export const creatorContacts = pgTable(
  'creator_contacts',
  {
    agencyId: uuid()
      .notNull()
      .references(() => agencies.id),
    creatorId: uuid().notNull(),
    /** Normalised like a user's. */
    email: text().notNull(),
    /** The OnlyFans user that was proven when she entered it; another address needs a fresh proof of this one. */
    ofUserId: text().notNull(),
    language: text().notNull(),
    /** IANA time zone of her browser. */
    timeZone: text().notNull(),
    /** Her account, once she made one of this page. */
    userId: uuid().references(() => users.id),
    confirmedAt: timestamp({ withTimezone: true }).notNull(),
  },
  (t) => [
    unique('creator_contacts_creator').on(t.agencyId, t.creatorId),
    index('creator_contacts_user').on(t.userId),
    foreignKey({
      name: 'creator_contacts_creator_fk',
      columns: [t.agencyId, t.creatorId],
      foreignColumns: [creators.agencyId, creators.id],
    }),
  ],
)
