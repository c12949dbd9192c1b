import { customType, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core'
import { agencies } from './agencies'

const bytea = customType<{ data: Buffer }>({ dataType: () => 'bytea' })

/** The picture that creators see beside the agency's name. */
export const agencyLogos = pgTable('agency_logos', {
  agencyId: uuid()
    .primaryKey()
    .references(() => agencies.id),
  /** image/png, image/jpeg or image/webp: what the bytes are, not what the upload said. */
  contentType: text().notNull(),
  image: bytea().notNull(),
  updatedAt: timestamp({ withTimezone: true }).notNull(),
})
