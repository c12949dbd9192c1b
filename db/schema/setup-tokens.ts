import { pgTable, text, timestamp } from 'drizzle-orm/pg-core'

/** The one-time token that lets the first owner in; exists only while there is no agency. */
export const setupTokens = pgTable('setup_tokens', {
  tokenHash: text().primaryKey(),
  createdAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
})
