import { foreignKey, integer, pgTable, text, timestamp, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { agencies } from './agencies'
import { invites } from './invites'

/** Every token that an invite ever had, as SHA-256: one that was rotated away still knows to say so. */
export const inviteTokens = pgTable(
  'invite_tokens',
  {
    agencyId: uuid()
      .notNull()
      .references(() => agencies.id),
    inviteId: uuid().notNull(),
    rotation: integer().notNull(),
    tokenHash: text().notNull(),
    createdAt: timestamp({ withTimezone: true }).notNull(),
  },
  (t) => [
    uniqueIndex('invite_tokens_hash').on(t.tokenHash),
    uniqueIndex('invite_tokens_rotation').on(t.inviteId, t.rotation),
    foreignKey({
      name: 'invite_tokens_invite_fk',
      columns: [t.agencyId, t.inviteId],
      foreignColumns: [invites.agencyId, invites.id],
    }),
  ],
)
