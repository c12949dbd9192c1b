import { foreignKey, index, jsonb, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core'
import { agencies } from './agencies'
import { creators } from './creators'
import { invites } from './invites'
import { linkSessions } from './link-sessions'

/** What a section of the consent is about; picks its sign on the page. */
export type ConsentTopic = 'asks' | 'sees' | 'does' | 'password' | 'lasts' | 'undo' | 'stored'

/** What was on the page when she pressed Continue: every sentence, in her language. */
export type ConsentText = {
  title: string
  sections: { about?: ConsentTopic; heading: string; lines: string[] }[]
}

/** What a creator agreed to, as it was shown. Written once, never changed. */
export const consents = pgTable(
  'consents',
  {
    id: uuid().primaryKey().defaultRandom(),
    agencyId: uuid()
      .notNull()
      .references(() => agencies.id),
    creatorId: uuid().notNull(),
    inviteId: uuid(),
    linkSessionId: uuid().notNull(),
    language: text().notNull(),
    shown: jsonb().$type<ConsentText>().notNull(),
    /** SHA-256 of `shown`: the form says which text it stood under. */
    shownHash: text().notNull(),
    userAgent: text().notNull(),
    address: text(),
    agreedAt: timestamp({ withTimezone: true }).notNull(),
  },
  (t) => [
    index('consents_session').on(t.agencyId, t.linkSessionId),
    index('consents_creator').on(t.agencyId, t.creatorId, t.agreedAt),
    foreignKey({
      name: 'consents_creator_fk',
      columns: [t.agencyId, t.creatorId],
      foreignColumns: [creators.agencyId, creators.id],
    }),
    foreignKey({
      name: 'consents_invite_fk',
      columns: [t.agencyId, t.inviteId],
      foreignColumns: [invites.agencyId, invites.id],
    }),
    foreignKey({
      name: 'consents_session_fk',
      columns: [t.agencyId, t.linkSessionId],
      foreignColumns: [linkSessions.agencyId, linkSessions.id],
    }),
  ],
)
