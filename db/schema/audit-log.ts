import { bigserial, index, jsonb, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core'
import { agencies } from './agencies'
import { users } from './users'

/** Who did what. Append-only for the application's role: it holds no UPDATE or DELETE grant. */
export const auditLog = pgTable(
  'audit_log',
  {
    id: bigserial({ mode: 'number' }).primaryKey(),
    agencyId: uuid()
      .notNull()
      .references(() => agencies.id),
    /** Null when the system did it. */
    actorUserId: uuid().references(() => users.id),
    action: text().notNull(),
    targetType: text().notNull(),
    targetId: text().notNull(),
    before: jsonb().$type<Record<string, unknown>>(),
    after: jsonb().$type<Record<string, unknown>>(),
    requestId: text().notNull(),
    address: text(),
    at: timestamp({ withTimezone: true }).notNull(),
  },
  (t) => [
    index('audit_log_recent').on(t.agencyId, t.at, t.id),
    index('audit_log_target').on(t.agencyId, t.targetId),
  ],
)
