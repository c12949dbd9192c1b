import { sql } from 'drizzle-orm'
import {
  boolean,
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
import { creators } from './creators'
import { linkModeEnum, providerAccounts, providerEnum } from './provider-accounts'
import { users } from './users'

export const linkStateEnum = pgEnum('link_state', [
  'created',
  'open',
  'authenticating',
  'challenge',
  'verifying',
  'needs_review',
  'completed',
  'dropped',
  'cancelled',
  'failed',
  'expired',
  'revoked',
])
export const loginMethodEnum = pgEnum('login_method', ['password', 'mobile_app', 'stored'])
export const linkPurposeEnum = pgEnum('link_purpose', ['connect', 'reconnect'])

/** The identity that a session proved, while somebody decides what it means. */
export type Candidate = {
  providerConnectionId: string
  ofUserId: string
  username: string
  displayName: string
  avatarUrl: string | null
  permissions: string[] | null
  referenceId: string | null
}

type StoredChallenge = {
  kinds: string[]
  hint: string | null
  actions: string[]
  attemptsLeft: number | null
  expiresAt: string | null
  resendAt: string | null
  sendsLeft: number | null
  faceTriesLeft: number | null
  rejected: boolean
}

/** One attempt to connect or reconnect. */
export const linkSessions = pgTable(
  'link_sessions',
  {
    id: uuid().primaryKey().defaultRandom(),
    agencyId: uuid()
      .notNull()
      .references(() => agencies.id),
    providerAccountId: uuid().notNull(),
    provider: providerEnum().notNull(),
    mode: linkModeEnum().notNull(),
    purpose: linkPurposeEnum().notNull(),
    state: linkStateEnum().notNull(),
    creatorId: uuid().notNull(),
    /** On reconnect: the connection to repair. */
    connectionId: uuid(),
    /** The connection that came of it. */
    resultConnectionId: uuid(),
    /** clientReferenceId upstream: 32 random bytes, base64url. */
    referenceId: text().notNull(),
    /** One per rendered form, so that a double click makes one call. */
    idempotencyKey: text().notNull(),
    /** Sealed JSON {url, clientSecret}. */
    providerSessionSealed: text(),
    /** HMAC(browser cookie, session id): which browser may be shown this session. */
    browserHash: text(),
    /** SHA-256 of the browser cookie, to find its sessions when no reference came back. */
    browserKey: text(),
    initiatedBy: uuid().references(() => users.id),
    /** The invite through which the creator began it herself; the foreign key is in the migration. */
    inviteId: uuid(),
    /** How often the provider's session was made anew because it ran out before she logged in. */
    renewals: integer().notNull().default(0),
    /** She looked at the account's picture and said that it is hers. */
    acknowledgedAt: timestamp({ withTimezone: true }),
    country: text(),
    region: text(),
    city: text(),
    note: text().notNull().default(''),
    /** What the provider asks for now; the type Challenge of lib/providers/types.ts. Holds no link and no code. */
    challenge: jsonb().$type<StoredChallenge>(),
    /** Sealed JSON of the challenge's links: for the browser that solves it alone. */
    linksSealed: text(),
    /** In a login mode: how the login begins; null until somebody chose. */
    loginMethod: loginMethodEnum(),
    /** In a login mode: logins that were sent to the provider in this session. */
    logins: integer().notNull().default(0),
    /** The creator let the provider keep her credentials. */
    remembersCredentials: boolean().notNull().default(false),
    /** The provider's own word for where the login is. */
    progress: text(),
    /** A code is on its way to the provider until then: one at a time. */
    answeringUntil: timestamp({ withTimezone: true }),
    /** The last answer to a challenge that the provider took without saying yet whether it is right. */
    answeredAt: timestamp({ withTimezone: true }),
    /** When the worker asks next; null when nobody polls this session. While our form waits (`open`): from when on the provider takes a login again. */
    nextPollAt: timestamp({ withTimezone: true }),
    polls: integer().notNull().default(0),
    /** A connection that a verified webhook named together with our reference. */
    hintedConnectionId: text(),
    candidate: jsonb().$type<Candidate>(),
    /** Why it waits for review: a code of lib/link-sessions/words.ts. */
    reviewReason: text(),
    /** Where the person cancelled, or why it failed: the provider's code or ours. */
    outcomeCode: text(),
    /** The initiating browser came back through the callback with the right reference. */
    browserReturned: boolean().notNull().default(false),
    /** Our own record of proof attempts, for back-off. */
    proofAttempts: integer().notNull().default(0),
    createdAt: timestamp({ withTimezone: true }).notNull(),
    openedAt: timestamp({ withTimezone: true }),
    expiresAt: timestamp({ withTimezone: true }).notNull(),
    lastCheckedAt: timestamp({ withTimezone: true }),
    stateChangedAt: timestamp({ withTimezone: true }).notNull(),
  },
  (t) => [
    unique('link_sessions_tenant').on(t.agencyId, t.id),
    uniqueIndex('link_sessions_reference').on(t.referenceId),
    uniqueIndex('link_sessions_idempotency').on(t.agencyId, t.idempotencyKey),
    uniqueIndex('link_sessions_live_reconnect')
      .on(t.agencyId, t.connectionId)
      .where(
        sql`connection_id is not null and state in ('created','open','authenticating','challenge','verifying')`,
      ),
    index('link_sessions_recent').on(t.agencyId, t.createdAt, t.id),
    index('link_sessions_live')
      .on(t.state, t.lastCheckedAt)
      .where(sql`state in ('created','open','authenticating','challenge','verifying')`),
    index('link_sessions_due').on(t.nextPollAt).where(sql`next_poll_at is not null`),
    index('link_sessions_review').on(t.agencyId, t.stateChangedAt).where(sql`state = 'needs_review'`),
    index('link_sessions_browser').on(t.browserKey, t.createdAt),
    index('link_sessions_connection').on(t.agencyId, t.connectionId),
    index('link_sessions_invite').on(t.agencyId, t.inviteId, t.createdAt),
    foreignKey({
      name: 'link_sessions_creator_fk',
      columns: [t.agencyId, t.creatorId],
      foreignColumns: [creators.agencyId, creators.id],
    }),
    foreignKey({
      name: 'link_sessions_provider_account_fk',
      columns: [t.agencyId, t.providerAccountId],
      foreignColumns: [providerAccounts.agencyId, providerAccounts.id],
    }),
    foreignKey({
      name: 'link_sessions_connection_fk',
      columns: [t.agencyId, t.connectionId],
      foreignColumns: [connections.agencyId, connections.id],
    }),
    foreignKey({
      name: 'link_sessions_result_fk',
      columns: [t.agencyId, t.resultConnectionId],
      foreignColumns: [connections.agencyId, connections.id],
    }),
  ],
)
