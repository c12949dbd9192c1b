import {
  date,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { agencies } from './agencies'
import { providerAccounts, providerEnum } from './provider-accounts'
import { users } from './users'

/** A signing secret of one provider account. During a rotation several are valid. */
export const webhookSecrets = pgTable(
  'webhook_secrets',
  {
    id: uuid().primaryKey().defaultRandom(),
    agencyId: uuid()
      .notNull()
      .references(() => agencies.id),
    providerAccountId: uuid().notNull(),
    secretSealed: text().notNull(),
    /** Its last characters. */
    hint: text().notNull(),
    createdBy: uuid().references(() => users.id),
    createdAt: timestamp({ withTimezone: true }).notNull(),
    /** From then on it is not accepted any more; null while it is the current one. */
    endsAt: timestamp({ withTimezone: true }),
  },
  (t) => [
    index('webhook_secrets_account').on(t.agencyId, t.providerAccountId),
    foreignKey({
      name: 'webhook_secrets_provider_account_fk',
      columns: [t.agencyId, t.providerAccountId],
      foreignColumns: [providerAccounts.agencyId, providerAccounts.id],
    }),
  ],
)

/** A verified delivery: what it was about and what it did. Its body is not kept. */
export const webhookDeliveries = pgTable(
  'webhook_deliveries',
  {
    id: uuid().primaryKey().defaultRandom(),
    agencyId: uuid()
      .notNull()
      .references(() => agencies.id),
    providerAccountId: uuid().notNull(),
    provider: providerEnum().notNull(),
    /** The provider's key of the event, stable across its retries. */
    deliveryKey: text().notNull(),
    /** The provider's own name of the event. */
    type: text().notNull(),
    /** A kind of lib/providers/webhook-types.ts. */
    kind: text().notNull(),
    providerConnectionId: text(),
    referenceId: text(),
    occurredAt: timestamp({ withTimezone: true }),
    receivedAt: timestamp({ withTimezone: true }).notNull(),
    /** Further deliveries of the same event. */
    duplicates: integer().notNull().default(0),
    connectionId: uuid(),
    linkSessionId: uuid(),
    /** What it did: a code of lib/webhooks/words.ts; null while it waits for its turn. */
    outcome: text(),
    processedAt: timestamp({ withTimezone: true }),
  },
  (t) => [
    uniqueIndex('webhook_deliveries_key').on(t.providerAccountId, t.deliveryKey),
    index('webhook_deliveries_recent').on(t.agencyId, t.receivedAt, t.id),
    foreignKey({
      name: 'webhook_deliveries_provider_account_fk',
      columns: [t.agencyId, t.providerAccountId],
      foreignColumns: [providerAccounts.agencyId, providerAccounts.id],
    }),
  ],
)

/** Deliveries that were not believed, counted by day and cause: nothing of their content is kept. */
export const webhookRefusals = pgTable(
  'webhook_refusals',
  {
    agencyId: uuid()
      .notNull()
      .references(() => agencies.id),
    providerAccountId: uuid().notNull(),
    /** A refusal of lib/providers/webhook-types.ts. */
    reason: text().notNull(),
    day: date().notNull(),
    count: integer().notNull(),
    lastAt: timestamp({ withTimezone: true }).notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.providerAccountId, t.reason, t.day] }),
    foreignKey({
      name: 'webhook_refusals_provider_account_fk',
      columns: [t.agencyId, t.providerAccountId],
      foreignColumns: [providerAccounts.agencyId, providerAccounts.id],
    }),
  ],
)
