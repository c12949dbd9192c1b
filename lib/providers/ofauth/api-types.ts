/**
 * The wire shapes of OFAuth, read tolerantly: unknown keys are dropped, unknown enum values become 'unknown',
 * what is optional and unreadable becomes null or ''. Only what the product cannot do without is demanded.
 * Documentation: docs.ofauth.com, Link, Connections and Access references.
 */
import { z } from 'zod'
import {
  cleanText,
  count,
  instant,
  onlyfansSelf,
  opaqueId,
  shownText,
  userId,
  webUrl,
  wordList,
} from '../wire'

/** `id` today, `userId` in older replies; one of them must be readable. */
const userData = z
  .object({
    id: userId.optional(),
    userId: userId.optional(),
    name: shownText(200),
    username: shownText(100),
    avatar: webUrl,
  })
  .transform((value, context) => {
    const id = value.id ?? value.userId
    if (id !== undefined) return { id, name: value.name, username: value.username, avatar: value.avatar }
    context.addIssue({ code: 'custom', message: 'no user id' })
    return z.NEVER
  })

/** POST /v2/link/init. The two answers are told apart by `mode`; hosted serves redirect and embed apps alike. */
export const linkInitReply = z.discriminatedUnion('mode', [
  z.object({ mode: z.literal('hosted'), url: z.string(), expiresAt: z.unknown().optional() }),
  z.object({ mode: z.literal('whitelabel'), clientSecret: z.string(), expiresAt: z.unknown().optional() }),
])
export type LinkInitReply = z.infer<typeof linkInitReply>

/** Every key is optional in practice. `lastSentDate` and `expirationSeconds` together say when a code ends, too. */
const attempts = z.object({
  requestAttemptsLeft: count,
  checkAttemptsLimit: count,
  checkAttemptsLeft: count,
  expirationDate: instant,
  expirationSeconds: count,
  lastSentDate: instant,
})

/** `data` of a status that waits for a second factor. */
export const twoFactorData = z
  .object({
    twoFactorState: z.object({
      options: z.array(z.unknown()).catch([]),
      phoneCode: attempts.nullable().catch(null),
      faceCode: attempts.nullable().catch(null),
      phoneLast4: z
        .string()
        .regex(/^\d{1,4}$/)
        .nullable()
        .catch(null),
    }),
  })
  .transform((data) => data.twoFactorState)
export type TwoFactor = z.infer<typeof twoFactorData>

/** `data` of a completed status. The raw OnlyFans session beside these two keys is dropped here, unread. */
export const completedData = z.object({
  id: z.union([z.string().max(300), z.number().int().transform(String)]).catch(''),
  userData,
})
export type Completed = z.infer<typeof completedData>

/** GET /v2/link/{clientSecret}, before `data` is read by what the status is. */
export const linkStatusReply = z.object({ status: z.string(), data: z.unknown().optional() })

/**
 * The answers to the steps of a white-label session; published for 2025's "API mode" alone. Refusals come inside a 200.
 * `connection` and `data` are read by the step that they belong to.
 */
export const whitelabelReply = z.object({
  success: z.boolean(),
  status: z.string().nullable().catch(null),
  /** For telling cases apart only: never logged or shown. */
  error: z.string().catch(''),
  code: z.string().nullable().catch(null),
  data: z.unknown().optional(),
  connection: z.unknown().optional(),
})
export type WhitelabelReply = z.infer<typeof whitelabelReply>

/** `connection` of a right code; a raw OnlyFans session beside these keys is dropped here, unread. */
export const completedConnection = z.object({ id: z.string().max(300).catch(''), userData })

/** One item of GET /v2/account/connections. */
export const connection = z.object({
  id: opaqueId,
  status: z.enum(['active', 'expired', 'awaiting_2fa', 'unknown']).catch('unknown'),
  userData,
  permissions: wordList,
  clientReferenceId: z
    .string()
    .regex(/^\P{Cc}{1,500}$/u)
    .nullable()
    .catch(null),
  imported: z.boolean().catch(false),
  createdAt: instant,
  updatedAt: instant,
  expiredAt: instant,
  lastCheckedAt: instant,
})
export type Connection = z.infer<typeof connection>

/** GET /v2/account/connections. Items are read one by one: one unreadable item does not hide the others. */
export const connectionsReply = z.object({
  list: z.array(z.unknown()),
  hasMore: z.boolean().nullable().catch(null),
  nextOffset: count,
})

/** GET /v2/account/whoami. */
export const whoamiReply = z.object({
  id: z.union([z.string().min(1).max(200), z.number().int().transform(String)]),
  name: z
    .string()
    .transform((value) => cleanText(value, 200))
    .nullable()
    .catch(null),
  permissions: wordList,
})
export type Whoami = z.infer<typeof whoamiReply>

/** GET /v2/access/self: 200 in both cases; `isAuth: false` means that nobody is signed in. */
export const selfReply = z.discriminatedUnion('isAuth', [
  z.object({ isAuth: z.literal(false) }),
  onlyfansSelf.extend({ isAuth: z.literal(true) }),
])
export type Self = z.infer<typeof selfReply>

/** GET /v2/access/subscriptions/count. */
export const countsReply = z.object({
  subscribers: z.object({ active: count, expired: count, all: count, activeOnline: count }),
  subscriptions: z.object({ active: count, expired: count, all: count }),
  bookmarks: count,
})
export type CountsReply = z.infer<typeof countsReply>

const amount = z.union([
  z.number(),
  z
    .string()
    .regex(/^-?\d{1,12}(\.\d{1,6})?$/)
    .transform(Number),
])

/** GET /v2/access/earnings/chart. A point that is not one spoils the chart: money is not guessed. */
export const earningsReply = z.object({
  chart: z.array(z.object({ date: z.string().regex(/^\d{4}-\d\d-\d\d(?=$|[T ])/), count: amount })),
  total: amount.nullable().catch(null),
})
export type EarningsReply = z.infer<typeof earningsReply>
