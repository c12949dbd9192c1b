import {
  foreignKey,
  index,
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
import { connections } from './connections'
import { users } from './users'

export const bulkKindEnum = pgEnum('bulk_kind', ['ask_creator', 'verify', 'tag', 'assign'])
export const bulkStateEnum = pgEnum('bulk_state', ['running', 'done', 'cancelled'])
export const bulkItemStateEnum = pgEnum('bulk_item_state', [
  'waiting',
  'running',
  'done',
  'failed',
  'skipped',
  'cancelled',
])

/** What a bulk job does to each of its connections. */
export type BulkInput = {
  /** tag: added and taken away. */
  addTags?: string[]
  removeTags?: string[]
  /** assign: the new owner; null for nobody. */
  ownerId?: string | null
  /** ask_creator: also mail the creators whose address is known. */
  mail?: boolean
}

/** One thing done to many connections. */
export const bulkJobs = pgTable(
  'bulk_jobs',
  {
    id: uuid().primaryKey().defaultRandom(),
    agencyId: uuid()
      .notNull()
      .references(() => agencies.id),
    kind: bulkKindEnum().notNull(),
    input: jsonb().$type<BulkInput>().notNull(),
    state: bulkStateEnum().notNull(),
    total: integer().notNull(),
    /** One per rendered form: started twice is one job. */
    idempotencyKey: text().notNull(),
    createdBy: uuid()
      .notNull()
      .references(() => users.id),
    createdAt: timestamp({ withTimezone: true }).notNull(),
    endedAt: timestamp({ withTimezone: true }),
  },
  (t) => [
    unique('bulk_jobs_tenant').on(t.agencyId, t.id),
    uniqueIndex('bulk_jobs_form').on(t.agencyId, t.idempotencyKey),
    index('bulk_jobs_recent').on(t.agencyId, t.createdAt),
  ],
)

/** One connection of a bulk job and what became of it. */
export const bulkItems = pgTable(
  'bulk_items',
  {
    id: uuid().primaryKey().defaultRandom(),
    agencyId: uuid()
      .notNull()
      .references(() => agencies.id),
    jobId: uuid().notNull(),
    connectionId: uuid().notNull(),
    position: integer().notNull(),
    state: bulkItemStateEnum().notNull(),
    /** A code of lib/bulk/words.ts. */
    result: text(),
    startedAt: timestamp({ withTimezone: true }),
    endedAt: timestamp({ withTimezone: true }),
  },
  (t) => [
    uniqueIndex('bulk_items_once').on(t.jobId, t.connectionId),
    index('bulk_items_order').on(t.agencyId, t.jobId, t.position),
    foreignKey({
      name: 'bulk_items_job_fk',
      columns: [t.agencyId, t.jobId],
      foreignColumns: [bulkJobs.agencyId, bulkJobs.id],
    }),
    foreignKey({
      name: 'bulk_items_connection_fk',
      columns: [t.agencyId, t.connectionId],
      foreignColumns: [connections.agencyId, connections.id],
    }),
  ],
)
