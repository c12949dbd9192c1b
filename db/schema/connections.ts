import { sql } from 'drizzle-orm'
import {
  boolean,
  foreignKey,
  index,
  integer,
  pgEnum,
  pgTable,
  text,
  timestamp,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { agencies } from './agencies'
import { creators } from './creators'
import { providerAccounts, providerEnum } from './provider-accounts'
import { users } from './users'

export const connectionStatusEnum = pgEnum('connection_status', [
  'active',
  'expiring',
  'needs_reauth',
  'awaiting_2fa',
  'needs_review',
  'disconnected',
])

export const connectionPriorityEnum = pgEnum('connection_priority', ['normal', 'high'])

/** A linked account. Our id never changes; the provider's id may, after proof. */
export const connections = pgTable(
  'connections',
  {
    id: uuid().primaryKey().defaultRandom(),
    agencyId: uuid()
      .notNull()
      .references(() => agencies.id),
    creatorId: uuid().notNull(),
    providerAccountId: uuid().notNull(),
    provider: providerEnum().notNull(),
    providerConnectionId: text().notNull(),
    /** OnlyFans' own user id, decimal text. */
    ofUserId: text().notNull(),
    username: text().notNull(),
    displayName: text().notNull(),
    avatarUrl: text(),
    permissions: text().array().notNull().default([]),
    /** The reference id that the provider holds for this connection. */
    referenceId: text(),
    status: connectionStatusEnum().notNull(),
    /** A code of lib/connections/words.ts. */
    statusReason: text().notNull(),
    statusChangedAt: timestamp({ withTimezone: true }).notNull(),
    /** Since when it does not work; null while it does. */
    brokenSince: timestamp({ withTimezone: true }),
    lastProvenAt: timestamp({ withTimezone: true }),
    lastCheckedAt: timestamp({ withTimezone: true }),
    /** Checks in a row that could not be made. */
    strikes: integer().notNull().default(0),
    /** Something says that the login ended; it is asked once more before anybody is told. */
    suspectSince: timestamp({ withTimezone: true }),
    /** The provider keeps the credentials, so it can be repaired with one press; null when that is not known. */
    remembersCredentials: boolean(),
    /** When the event that we last acted on happened, by the provider's clock. */
    lastEventAt: timestamp({ withTimezone: true }),
    /** When a webhook last made us read the provider. */
    lastNudgedAt: timestamp({ withTimezone: true }),
    connectedBy: uuid().references(() => users.id),
    /** Whose connection it is in the team ("mine"). */
    ownerId: uuid().references(() => users.id),
    tags: text().array().notNull().default([]),
    note: text().notNull().default(''),
    /** Among those that need somebody, these come first. */
    priority: connectionPriorityEnum().notNull().default('normal'),
    /** Lower-case name, username, reference and ids, for the substring search. */
    searchText: text().notNull(),
    createdAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
    updatedAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
    endedAt: timestamp({ withTimezone: true }),
  },
  (t) => [
    unique('connections_tenant').on(t.agencyId, t.id),
    foreignKey({
      name: 'connections_creator_fk',
      columns: [t.agencyId, t.creatorId],
      foreignColumns: [creators.agencyId, creators.id],
    }),
    foreignKey({
      name: 'connections_provider_account_fk',
      columns: [t.agencyId, t.providerAccountId],
      foreignColumns: [providerAccounts.agencyId, providerAccounts.id],
    }),
    uniqueIndex('connections_provider_id')
      .on(t.providerAccountId, t.providerConnectionId)
      .where(sql`ended_at is null`),
    uniqueIndex('connections_of_user').on(t.providerAccountId, t.ofUserId).where(sql`ended_at is null`),
    // One per order of the list, on the very expression that it sorts by.
    index('connections_by_name').on(t.agencyId, sql`lower(display_name)`, t.id),
    index('connections_by_proven').on(t.agencyId, sql`coalesce(last_proven_at, 'epoch'::timestamptz)`, t.id),
    index('connections_by_created').on(t.agencyId, t.createdAt, t.id),
    index('connections_by_status').on(t.agencyId, t.status, t.id),
    index('connections_broken').on(t.agencyId, t.brokenSince, t.id).where(sql`broken_since is not null`),
    index('connections_by_broken').on(t.agencyId, sql`coalesce(broken_since, 'infinity'::timestamptz)`, t.id),
    index('connections_by_check').on(t.providerAccountId, t.lastCheckedAt).where(sql`ended_at is null`),
    // Over all agencies: what another one holds is not to be taken here.
    index('connections_remote').on(t.providerConnectionId).where(sql`ended_at is null`),
    index('connections_creator').on(t.agencyId, t.creatorId),
    index('connections_tags').using('gin', t.tags),
  ],
)
