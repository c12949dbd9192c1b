import { foreignKey, index, pgTable, text, timestamp, unique, uuid } from 'drizzle-orm/pg-core'
import { agencies } from './agencies'
import { providerAccounts } from './provider-accounts'

/** A connection that the provider lists and that no session of ours explains. Each one is billed. */
export const orphans = pgTable(
  'orphans',
  {
    id: uuid().primaryKey().defaultRandom(),
    agencyId: uuid()
      .notNull()
      .references(() => agencies.id),
    providerAccountId: uuid().notNull(),
    providerConnectionId: text().notNull(),
    ofUserId: text().notNull(),
    username: text().notNull(),
    displayName: text().notNull(),
    avatarUrl: text(),
    referenceId: text(),
    remoteStatus: text().notNull(),
    remoteCreatedAt: timestamp({ withTimezone: true }),
    firstSeenAt: timestamp({ withTimezone: true }).notNull(),
    lastSeenAt: timestamp({ withTimezone: true }).notNull(),
    resolvedAt: timestamp({ withTimezone: true }),
    /** adopted, deleted or gone. */
    resolution: text(),
  },
  (t) => [
    unique('orphans_remote').on(t.agencyId, t.providerAccountId, t.providerConnectionId),
    index('orphans_open').on(t.agencyId, t.resolvedAt),
    foreignKey({
      name: 'orphans_provider_account_fk',
      columns: [t.agencyId, t.providerAccountId],
      foreignColumns: [providerAccounts.agencyId, providerAccounts.id],
    }),
  ],
)
