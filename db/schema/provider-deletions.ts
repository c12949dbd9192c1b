import { sql } from 'drizzle-orm'
import { foreignKey, index, integer, pgTable, text, timestamp, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { agencies } from './agencies'
import { providerAccounts } from './provider-accounts'

/** A deletion that we owe at the provider; kept until it is confirmed. */
export const providerDeletions = pgTable(
  'provider_deletions',
  {
    id: uuid().primaryKey().defaultRandom(),
    agencyId: uuid()
      .notNull()
      .references(() => agencies.id),
    providerAccountId: uuid().notNull(),
    providerConnectionId: text().notNull(),
    /** Our row that it belonged to, for the timeline. */
    connectionId: uuid(),
    linkSessionId: uuid(),
    reason: text().notNull(),
    attempts: integer().notNull().default(0),
    lastError: text(),
    createdAt: timestamp({ withTimezone: true }).notNull(),
    nextAttemptAt: timestamp({ withTimezone: true }).notNull(),
    confirmedAt: timestamp({ withTimezone: true }),
  },
  (t) => [
    uniqueIndex('provider_deletions_open')
      .on(t.providerAccountId, t.providerConnectionId)
      .where(sql`confirmed_at is null`),
    index('provider_deletions_due').on(t.nextAttemptAt).where(sql`confirmed_at is null`),
    index('provider_deletions_connection').on(t.agencyId, t.connectionId),
    foreignKey({
      name: 'provider_deletions_provider_account_fk',
      columns: [t.agencyId, t.providerAccountId],
      foreignColumns: [providerAccounts.agencyId, providerAccounts.id],
    }),
  ],
)
