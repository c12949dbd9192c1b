import {
  boolean,
  integer,
  jsonb,
  pgEnum,
  pgTable,
  text,
  timestamp,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { agencies } from './agencies'

export const providerEnum = pgEnum('provider', ['ofauth', 'onlyfansapi', 'onlyfanskit'])
export const linkModeEnum = pgEnum('link_mode', ['redirect', 'embed', 'whitelabel', 'polling'])

/** One API key at one provider; belongs to exactly one agency. */
export const providerAccounts = pgTable(
  'provider_accounts',
  {
    id: uuid().primaryKey().defaultRandom(),
    agencyId: uuid()
      .notNull()
      .references(() => agencies.id),
    provider: providerEnum().notNull(),
    label: text().notNull(),
    /** Sealed API key. */
    apiKeySealed: text().notNull(),
    /** HMAC of the key: the same key in two agencies is refused without storing it readably. */
    apiKeyFingerprint: text().notNull(),
    /** Client app id by mode. */
    apps: jsonb().$type<Partial<Record<'redirect' | 'embed' | 'whitelabel', string>>>().notNull(),
    /** What the provider last said that this key may read and do; null until it was asked. */
    permissions: text().array(),
    /** Since when the provider refuses the key; null while it works. */
    keyRefusedAt: timestamp({ withTimezone: true }),
    /** Set by a failed call, cleared by the next good one. */
    unavailableSince: timestamp({ withTimezone: true }),
    /** The provider said that our redirect URL is not on the client app's list. */
    misconfiguredAt: timestamp({ withTimezone: true }),
    /** Off: nothing new is started with it; what is connected stays and is kept true. */
    enabled: boolean().notNull().default(true),
    /** Modes that the agency allows; null: all that the account is set up for but white-label. */
    allowedModes: linkModeEnum().array(),
    /** How its webhooks are signed: a scheme of lib/providers/webhook-types.ts; null: none are taken. */
    webhookScheme: text(),
    /** The last characters of the key, to tell it from another one. */
    keyHint: text().notNull().default(''),
    /** When a test call last worked with this key. */
    keyCheckedAt: timestamp({ withTimezone: true }),
    /** The last verified webhook. */
    lastWebhookAt: timestamp({ withTimezone: true }),
    /** Too many connections seemed to end at once, so no more do: since when, and how many. */
    heldSince: timestamp({ withTimezone: true }),
    heldCount: integer().notNull().default(0),
    /** An admin looked and let the runs go on, until then. */
    heldReleasedUntil: timestamp({ withTimezone: true }),
    lastListedAt: timestamp({ withTimezone: true }),
    createdAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
  },
  (t) => [
    uniqueIndex('provider_accounts_key').on(t.provider, t.apiKeyFingerprint),
    unique('provider_accounts_tenant').on(t.agencyId, t.id),
  ],
)
