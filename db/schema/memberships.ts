import { boolean, index, pgEnum, pgTable, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core'
import { agencies } from './agencies'
import { users } from './users'

export const roleEnum = pgEnum('role', ['owner', 'admin', 'staff', 'creator'])

export const memberships = pgTable(
  'memberships',
  {
    agencyId: uuid()
      .notNull()
      .references(() => agencies.id),
    userId: uuid()
      .notNull()
      .references(() => users.id),
    role: roleEnum().notNull(),
    /** Staff that sees only the creators assigned to them. */
    assignedOnly: boolean().notNull().default(false),
    /** No longer in the team; the row stays for the history. */
    deactivatedAt: timestamp({ withTimezone: true }),
    /** How this person hears of what broke. */
    noticeChannel: text({ enum: ['app', 'mail', 'both'] })
      .notNull()
      .default('both'),
    noticeCadence: text({ enum: ['instant', 'daily'] })
      .notNull()
      .default('instant'),
    createdAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.agencyId, t.userId] }), index('memberships_user').on(t.userId)],
)
