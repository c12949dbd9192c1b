import { foreignKey, index, integer, pgEnum, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core'
import { agencies } from './agencies'
import { creators } from './creators'

export const codePurposeEnum = pgEnum('code_purpose', ['confirm_email', 'open_page'])

/** One code by mail. The code itself is nowhere: it is derived from the agency's key and this row's id. */
export const creatorCodes = pgTable(
  'creator_codes',
  {
    id: uuid().primaryKey().defaultRandom(),
    agencyId: uuid()
      .notNull()
      .references(() => agencies.id),
    creatorId: uuid().notNull(),
    purpose: codePurposeEnum().notNull(),
    email: text().notNull(),
    /** With confirm_email: the OnlyFans user of the proven attempt. */
    ofUserId: text(),
    /** SHA-256 of the browser cookie that asked; another browser cannot use it. */
    browserKey: text().notNull(),
    triesLeft: integer().notNull(),
    createdAt: timestamp({ withTimezone: true }).notNull(),
    expiresAt: timestamp({ withTimezone: true }).notNull(),
    usedAt: timestamp({ withTimezone: true }),
  },
  (t) => [
    index('creator_codes_creator').on(t.agencyId, t.creatorId, t.createdAt),
    foreignKey({
      name: 'creator_codes_creator_fk',
      columns: [t.agencyId, t.creatorId],
      foreignColumns: [creators.agencyId, creators.id],
    }),
  ],
)
