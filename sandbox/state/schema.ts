import { z } from 'zod'
import { booksSchema, emptyBooks } from '../logins/schema'
import { webhooksSchema } from '../webhooks/schema'
import { personSchema } from './person-schema'
import { switchesSchema } from './switches'

export type Person = z.infer<typeof personSchema>

/** What the sandbox remembers between two starts. Passwords and codes have no place in it. */

const iso = z.string()

const connectionSchema = personSchema.extend({
  id: z.string(),
  status: z.enum(['active', 'expired', 'awaiting_2fa']),
  permissions: z.array(z.string()),
  clientReferenceId: z.string().nullable(),
  imported: z.boolean(),
  createdAt: iso,
  updatedAt: iso,
  expiredAt: iso.nullable(),
  lastCheckedAt: iso.nullable(),
  /** The session was killed at OnlyFans and the monitor has not seen it yet. */
  revoked: z.boolean(),
  /** OnlyFans answers, but says that nobody is signed in. */
  signedOut: z.boolean(),
  /** The next login on a reconnect is another OnlyFans user. */
  swapNext: z.boolean(),
})
export type Connection = z.infer<typeof connectionSchema>

const outcomeSchema = z.object({
  status: z.enum(['success', 'cancelled', 'error']),
  step: z.enum(['pre-login', 'login', '2fa', 'authorization']).nullable(),
  errorCode: z.string().nullable(),
})
export type Outcome = z.infer<typeof outcomeSchema>

const twoFactorSchema = z.object({
  /** `both`: by text message or app, as the person likes. */
  kind: z.enum(['app', 'sms', 'both', 'face', 'forced-face']),
  phoneLast4: z.string().nullable(),
  checksLimit: z.number(),
  checksLeft: z.number(),
  sendsLimit: z.number(),
  sendsLeft: z.number(),
  /** Null as long as no text message was asked for. */
  sentAt: z.number().nullable(),
  facesLimit: z.number().default(3),
  facesLeft: z.number().default(3),
})
export type TwoFactor = z.infer<typeof twoFactorSchema>

const sessionSchema = z.object({
  clientSecret: z.string(),
  appType: z.enum(['redirect', 'embed', 'whitelabel']),
  redirectUrl: z.string().nullable(),
  clientReferenceId: z.string().nullable(),
  /** The connection that the caller asked to reconnect, whether it exists or not. */
  requestedConnectionId: z.string().nullable(),
  geolocation: z
    .object({ country: z.string(), state: z.string().nullable(), city: z.string().nullable() })
    .nullable(),
  /** Deprecated request fields that the caller still sent. */
  deprecatedFields: z.array(z.string()),
  createdAt: z.number(),
  expiresAt: z.number(),
  status: z.enum([
    'initialized',
    'pending',
    'awaiting_2fa',
    'denied',
    'completed',
    'invalid_credentials',
    'failed',
  ]),
  screen: z.enum(['consent', 'login', 'two_factor', 'waiting', 'finished']),
  email: z.string().nullable(),
  loginsLeft: z.number(),
  twoFactor: twoFactorSchema.nullable(),
  /** Milliseconds on the sandbox's clock at which a slow login ends. */
  readyAt: z.number().nullable(),
  /** That slow login fails. */
  failsLate: z.boolean().default(false),
  outcome: outcomeSchema.nullable(),
  connectionId: z.string().nullable(),
})
export type LinkSession = z.infer<typeof sessionSchema>

const organisationSchema = z.object({
  id: z.string(),
  name: z.string(),
  switches: switchesSchema,
  connections: z.array(connectionSchema),
  sessions: z.array(sessionSchema),
  /** Seeded OnlyFans users by login e-mail; all others are derived from the e-mail. */
  people: z.record(z.string(), personSchema),
  /** Accounts and logins at the other two providers; an older state file has none. */
  books: booksSchema.default(emptyBooks),
  webhooks: webhooksSchema.prefault({}),
})
export type Organisation = z.infer<typeof organisationSchema>

export const stateSchema = z.object({
  version: z.literal(1),
  clockOffsetMs: z.number(),
  lastMonitorAt: z.number(),
  /** Keys that the control API allowed or refused, over the configured ones. */
  keys: z.record(z.string(), z.boolean()),
  organisations: z.record(z.string(), organisationSchema),
})
export type State = z.infer<typeof stateSchema>
