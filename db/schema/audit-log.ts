import { bigserial, boolean, index, jsonb, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core'
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
    actorKind: text({ enum: ['user', 'creator', 'system'] })
      .notNull()
      .default('system'),
    /** With actor kind user. */
    actorUserId: uuid().references(() => users.id),
    action: text().notNull(),
    /** False when it was refused. */
    allowed: boolean().notNull().default(true),
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
    index('audit_log_actor').on(t.agencyId, t.actorUserId, t.at, t.id),
    index('audit_log_action').on(t.agencyId, t.action, t.at, t.id),
    index('audit_log_target').on(t.agencyId, t.targetId),
  ],
)
