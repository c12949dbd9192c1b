import { sql } from 'drizzle-orm'
import { foreignKey, index, integer, pgTable, text, timestamp, unique, uuid } from 'drizzle-orm/pg-core'
import { agencies } from './agencies'
import { connections } from './connections'
import { creators } from './creators'
import { linkPurposeEnum } from './link-sessions'
import { providerAccounts } from './provider-accounts'
import { users } from './users'

/** A durable link that an agency gives to a creator. It mints a Link session at her click, never before. */
export const invites = pgTable(
  'invites',
  {
    id: uuid().primaryKey().defaultRandom(),
    agencyId: uuid()
      .notNull()
      .references(() => agencies.id),
    creatorId: uuid().notNull(),
    purpose: linkPurposeEnum().notNull(),
    /** With purpose reconnect: the connection to repair. */
    connectionId: uuid(),
    /** At which provider; null: the agency's first that is on. */
    providerAccountId: uuid(),
    /** Whose account is expected: lower case, without @. Anyone when null. */
    expectedUsername: text(),
    country: text(),
    region: text(),
    city: text(),
    /** Language of the page and of her mails: a locale of lib/i18n. */
    language: text().notNull(),
    /** For the team only. */
    note: text().notNull().default(''),
    /** Where the team sends it; null when it is handed over in another way. Not her own page's address. */
    mailTo: text(),
    expiresAt: timestamp({ withTimezone: true }).notNull(),
    maxUses: integer().notNull().default(1),
    /** Connections proven through it. */
    uses: integer().notNull().default(0),
    /** Times that the page was really looked at, by a person's browser. */
    opened: integer().notNull().default(0),
    /** Link sessions that she began. */
    started: integer().notNull().default(0),
    /** The token of this rotation is the valid one. */
    rotation: integer().notNull().default(0),
    pausedAt: timestamp({ withTimezone: true }),
    revokedAt: timestamp({ withTimezone: true }),
    firstOpenedAt: timestamp({ withTimezone: true }),
    lastOpenedAt: timestamp({ withTimezone: true }),
    remindedAt: timestamp({ withTimezone: true }),
    /** She asked the team for a new link. */
    askedAgainAt: timestamp({ withTimezone: true }),
    /** Her browser's IANA time zone, once she opened it. */
    timeZone: text(),
    createdBy: uuid().references(() => users.id),
    createdAt: timestamp({ withTimezone: true }).notNull(),
  },
  (t) => [
    unique('invites_tenant').on(t.agencyId, t.id),
    index('invites_recent').on(t.agencyId, t.createdAt, t.id),
    index('invites_creator').on(t.agencyId, t.creatorId),
    index('invites_connection').on(t.agencyId, t.connectionId),
    index('invites_unopened').on(t.createdAt).where(sql`first_opened_at is null and reminded_at is null`),
    foreignKey({
      name: 'invites_creator_fk',
      columns: [t.agencyId, t.creatorId],
      foreignColumns: [creators.agencyId, creators.id],
    }),
    foreignKey({
      name: 'invites_provider_account_fk',
      columns: [t.agencyId, t.providerAccountId],
      foreignColumns: [providerAccounts.agencyId, providerAccounts.id],
    }),
    foreignKey({
      name: 'invites_connection_fk',
      columns: [t.agencyId, t.connectionId],
      foreignColumns: [connections.agencyId, connections.id],
    }),
  ],
)
