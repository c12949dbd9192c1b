import { pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core'
import { agencies } from './agencies'

/** What an agency's own links and codes are derived from; sealed, made once. */
export const agencySecrets = pgTable('agency_secrets', {
  agencyId: uuid()
    .primaryKey()
    .references(() => agencies.id),
  /** Sealed: 32 random bytes, base64url. Every link and code of this agency is an HMAC under it. */
  linkKeySealed: text().notNull(),
  createdAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
})
