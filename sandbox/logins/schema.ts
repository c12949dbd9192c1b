import { z } from 'zod'
import { personSchema } from '../state/person-schema'

/**
 * What the two providers with a login API of their own remember: OnlyFansAPI and OnlyFansKit. Both drive the
 * same login at OnlyFans and differ in their words alone, so they share this record.
 */

const challengeSchema = z.enum(['sms', 'app', 'email', 'face', 'mobile'])
export type ChallengeKind = z.infer<typeof challengeSchema>

const accountSchema = z.object({
  id: z.string(),
  /** The login e-mail; null until a phone app told it. */
  email: z.string().nullable(),
  displayName: z.string(),
  clientReferenceId: z.string().nullable(),
  authType: z.enum(['email_password', 'mobile_app']),
  /** Whoever logged in last; null as long as nobody ever did. */
  person: personSchema.nullable(),
  /** What the provider believes about the session. */
  authenticated: z.boolean(),
  progress: z.string(),
  /** The session was killed at OnlyFans and the provider has not noticed. */
  revoked: z.boolean(),
  /** The provider keeps the login and can use it again. */
  remembers: z.boolean(),
  /** The kept login is wrong by now. */
  passwordChanged: z.boolean(),
  /** The next login is another OnlyFans user. */
  swapNext: z.boolean(),
  /** What OnlyFans asks at the next login, whatever the e-mail says. */
  nextChallenge: challengeSchema.nullable(),
  /** OnlyFansAPI logs in again, with new credentials or the kept ones; reads answer 503 meanwhile. */
  updating: z.boolean(),
  createdAt: z.number(),
  updatedAt: z.number(),
  lastUsedAt: z.number().nullable(),
})
export type RemoteAccount = z.infer<typeof accountSchema>

const waitSchema = z.object({
  /** It ends after this many more reads, or at this time, whichever comes first. */
  reads: z.number(),
  until: z.number(),
  next: z.enum(['credentials', 'finish', 'fail_late']),
})

const problemSchema = z.object({ code: z.string(), message: z.string() })
export type LoginProblem = z.infer<typeof problemSchema>

const attemptSchema = z.object({
  id: z.string(),
  /** Part of the addresses of this attempt's pages; tells nothing about the id. */
  pageToken: z.string(),
  accountId: z.string().nullable(),
  authType: z.enum(['email_password', 'mobile_app']),
  purpose: z.enum(['connect', 'reauthenticate', 'credentials']),
  email: z.string().nullable(),
  displayName: z.string(),
  clientReferenceId: z.string().nullable(),
  /** The widget's session in which it was begun. */
  clientToken: z.string().nullable(),
  force: z.boolean(),
  remembers: z.boolean(),
  /** Whether the password was right; the password itself is not kept. */
  passwordRight: z.boolean(),
  state: z.enum(['pending', 'challenge', 'succeeded', 'failed']),
  progress: z.string(),
  /** A word in the place of the state that no list has. */
  oddState: z.string().nullable(),
  challenge: challengeSchema.nullable(),
  wait: waitSchema.nullable(),
  problem: problemSchema.nullable(),
  wrongAnswers: z.number(),
  emailSent: z.boolean(),
  /** The person did the selfie on its page, or let the phone app or the mail's link do the login. */
  faceDone: z.boolean(),
  startedAt: z.number(),
  completedAt: z.number().nullable(),
})
export type LoginAttempt = z.infer<typeof attemptSchema>

const clientSessionSchema = z.object({
  token: z.string(),
  displayName: z.string(),
  clientReferenceId: z.string().nullable(),
  attemptId: z.string().nullable(),
  createdAt: z.number(),
})
export type ClientSession = z.infer<typeof clientSessionSchema>

export const bookSwitchesSchema = z.object({
  /** How many reads a login or an answer is in progress before it moves on; 0 moves on at once. */
  pendingReads: z.number().int().min(0).max(50),
  /**
   * What reads show while an answer is being looked at: that it is, or still the question, as if nobody had
   * answered it.
   */
  afterAnswer: z.enum(['checking', 'question']).default('checking'),
  /** OnlyFansAPI only. A dead session answers its error with HTTP 200. */
  errorsInside200: z.boolean(),
  /** OnlyFansAPI only. Whether the list of accounts tells the reference id. */
  listReference: z.boolean(),
  /** OnlyFansAPI only. What `force_connect` does with an account that exists. */
  forceConnect: z.enum(['reuses', 'duplicates']),
  /** OnlyFansAPI only. The balance; at 0 a call that costs one is refused. */
  credits: z.number().int().min(0),
  /** Calls a minute of the whole organisation. */
  minuteLimit: z.number().int().min(0),
  /** OnlyFansKit only. Calls a minute that read or write one account. */
  accountReads: z.number().int().min(0),
  accountWrites: z.number().int().min(0),
  /** OnlyFansKit only. Logins an hour of the whole organisation. */
  connectsPerHour: z.number().int().min(0),
  /** OnlyFansKit only. `upcoming`: a selfie cannot be confirmed yet. */
  selfie: z.enum(['supported', 'upcoming']),
  /** OnlyFansKit only. Whether a session that is known to be dead shows in the account's status. */
  deadStatus: z.enum(['shown', 'hidden']),
  /** OnlyFansKit only. What the key may do. */
  scopes: z.array(z.string()),
  /** OnlyFansKit only. How a list of accounts is wrapped; the real shape is not published. */
  listShape: z.enum(['accounts', 'data', 'items', 'bare']),
})

const bookSchema = z.object({
  accounts: z.array(accountSchema),
  attempts: z.array(attemptSchema),
  clientSessions: z.array(clientSessionSchema),
  switches: bookSwitchesSchema,
})
/** What one of the two providers knows of one organisation. */
export type Book = z.infer<typeof bookSchema>

export const booksSchema = z.object({ onlyfansapi: bookSchema, onlyfanskit: bookSchema })
export type Books = z.infer<typeof booksSchema>
export type BookProvider = keyof Books

export const SCOPES = [
  'accounts:read',
  'accounts:write',
  'sdk:call',
  'webhooks:read',
  'webhooks:write',
  'me:read',
  'me:write',
  'usage:read',
]

function emptyBook(): Book {
  return {
    accounts: [],
    attempts: [],
    clientSessions: [],
    switches: {
      pendingReads: 2,
      afterAnswer: 'checking',
      errorsInside200: false,
      listReference: true,
      forceConnect: 'reuses',
      credits: 250_000,
      minuteLimit: 1_000,
      accountReads: 60,
      accountWrites: 20,
      connectsPerHour: 1_000,
      selfie: 'supported',
      deadStatus: 'shown',
      scopes: [...SCOPES],
      listShape: 'accounts',
    },
  }
}

export function emptyBooks(): Books {
  return { onlyfansapi: emptyBook(), onlyfanskit: emptyBook() }
}
