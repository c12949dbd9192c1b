import {
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
import { users } from './users'

export const mailKindEnum = pgEnum('mail_kind', [
  'invite',
  'reminder',
  'reconnect',
  'code',
  'receipt',
  'team_invite',
  'reset',
  'alert',
  'digest',
])
export const mailStatusEnum = pgEnum('mail_status', ['queued', 'sent', 'failed', 'dropped'])

/** What a mail is about: ids only. Its words, links and codes are made when it is sent and kept nowhere. */
export type MailRefs = {
  inviteId?: string
  codeId?: string
  linkSessionId?: string
  teamInviteId?: string
  resetId?: string
  noticeIds?: string[]
  userId?: string
}

/** One mail: where it goes, what about, and whether it arrived at the mail server. */
export const mails = pgTable(
  'mails',
  {
    id: uuid().primaryKey().defaultRandom(),
    agencyId: uuid()
      .notNull()
      .references(() => agencies.id),
    kind: mailKindEnum().notNull(),
    toAddress: text().notNull(),
    language: text().notNull(),
    refs: jsonb().$type<MailRefs>().notNull(),
    /** Two requests with the same key make one mail. */
    dedupeKey: text().notNull(),
    status: mailStatusEnum().notNull(),
    attempts: integer().notNull().default(0),
    /** Why it was not delivered, or why it was no longer worth sending: a code of lib/mail/words.ts. */
    problem: text(),
    createdBy: uuid().references(() => users.id),
    createdAt: timestamp({ withTimezone: true }).notNull(),
    nextAttemptAt: timestamp({ withTimezone: true }).notNull(),
    sentAt: timestamp({ withTimezone: true }),
  },
  (t) => [
    unique('mails_tenant').on(t.agencyId, t.id),
    uniqueIndex('mails_once').on(t.agencyId, t.dedupeKey),
    index('mails_due').on(t.status, t.nextAttemptAt),
    index('mails_recent').on(t.agencyId, t.createdAt),
    index('mails_refs').using('gin', t.refs),
  ],
)
