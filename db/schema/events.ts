import { bigserial, foreignKey, index, jsonb, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core'
import { agencies } from './agencies'
import { connections } from './connections'
import { linkSessions } from './link-sessions'
import { users } from './users'

/** One line of a connection's or Link session's timeline. `data` holds codes, ids and counts, never secrets. */
export const events = pgTable(
  'events',
  {
    id: bigserial({ mode: 'number' }).primaryKey(),
    agencyId: uuid()
      .notNull()
      .references(() => agencies.id),
    connectionId: uuid(),
    linkSessionId: uuid(),
    inviteId: uuid(),
    kind: text().notNull(),
    /** Who did it, where it was no user. */
    actorKind: text({ enum: ['user', 'creator', 'system'] })
      .notNull()
      .default('system'),
    actorUserId: uuid().references(() => users.id),
    data: jsonb().$type<Record<string, string | number | boolean | null>>().notNull(),
    at: timestamp({ withTimezone: true }).notNull(),
  },
  (t) => [
    index('events_connection').on(t.agencyId, t.connectionId, t.at, t.id),
    index('events_invite').on(t.agencyId, t.inviteId, t.id),
    index('events_link_session').on(t.agencyId, t.linkSessionId, t.id),
    foreignKey({
      name: 'events_connection_fk',
      columns: [t.agencyId, t.connectionId],
      foreignColumns: [connections.agencyId, connections.id],
    }),
    foreignKey({
      name: 'events_link_session_fk',
      columns: [t.agencyId, t.linkSessionId],
      foreignColumns: [linkSessions.agencyId, linkSessions.id],
    }),
  ],
)
