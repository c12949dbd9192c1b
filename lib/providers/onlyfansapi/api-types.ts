/**
 * The wire shapes of OnlyFansAPI, read tolerantly. A profile has 111 keys, among them csrf, wsAuthToken, ip and e-mail:
 * what is not named here is dropped while it is read. Documentation: docs.onlyfansapi.com, API reference.
 */
import { z } from 'zod'
import { count, onlyfansSelf, onlyfansUser, shownText, userId, webUrl } from '../wire'
import { accountId, attemptId, deeplink, sessionToken } from './ids'

/** A word for a state. No list is published, so any is taken that is one; null for the rest. */
const word = z
  .string()
  .transform((value) => value.trim().replace(/ +/g, '_'))
  .pipe(z.string().regex(/^[A-Za-z0-9_-]{1,40}$/))
  .nullable()
  .catch(null)

const flag = z.boolean().catch(false)

/** For telling cases apart only: never logged or shown. */
const told = z
  .string()
  .transform((value) => value.slice(0, 500))
  .catch('')

/** POST /api/authenticate and PUT /api/authenticate/{account}/credentials. */
export const attemptStarted = z.object({ attempt_id: attemptId, mobile_auth_session_deeplink: deeplink })
export type AttemptStarted = z.infer<typeof attemptStarted>

/** POST /api/authenticate/{account}/reauthenticate: names its attempt by the polling URL alone. */
export const reauthenticateReply = z.object({ polling_url: z.string().max(2048) })

const lastAttempt = z.object({
  started_at: z.unknown().optional(),
  completed_at: z.unknown().optional(),
  success: z.boolean().nullable().catch(null),
  error_message: told,
  error_code: told,
  needs_otp: flag,
  needs_face_otp: flag,
  face_otp_verification_url: webUrl,
  otp_phone_ending: z
    .string()
    .regex(/^\d{1,4}$/)
    .nullable()
    .catch(null),
})
export type LastAttempt = z.infer<typeof lastAttempt>

/** GET /api/authenticate/{attempt}. Every key may be missing; one of state and lastAttempt makes it a poll. */
export const pollReply = z
  .object({
    account: z
      .object({ id: accountId.nullable().catch(null), onlyfans_data: onlyfansUser.nullable().catch(null) })
      .nullable()
      .catch(null),
    state: word,
    progress: word,
    lastAttempt: lastAttempt.nullable().catch(null),
    twoFactorPending: flag,
    mobile_auth_session_deeplink: deeplink,
  })
  .refine((poll) => poll.state !== null || poll.lastAttempt !== null, { path: ['state'] })
export type Poll = z.infer<typeof pollReply>

/** POST /api/authenticate/{attempt}/send-email-to-creator: the address is in a sentence. */
export const emailReply = z.object({ message: told })

/** One item of GET /api/accounts. An account that never signed in has no OnlyFans user; one that is signed in must. */
export const account = z
  .object({
    id: accountId,
    onlyfans_id: userId.nullable().catch(null),
    onlyfans_username: shownText(100),
    is_authenticated: z.boolean().nullable().catch(null),
    authentication_progress: word,
    client_reference_id: z
      .string()
      .regex(/^\P{Cc}{1,500}$/u)
      .nullable()
      .catch(null),
    onlyfans_user_data: z
      .object({ name: shownText(200), avatar: webUrl })
      .nullable()
      .catch(null),
  })
  .refine((item) => item.onlyfans_id !== null || item.is_authenticated !== true, { path: ['onlyfans_id'] })
export type Account = z.infer<typeof account>

/** GET /api/accounts: a bare array. Items are read one by one: one unreadable item does not hide the others. */
export const accountsReply = z.array(z.unknown())

/** GET /api/{account}/me. `isAuth: false` means that nobody is signed in. */
export const meReply = z.object({
  data: z.union([
    z.object({ isAuth: z.literal(false) }),
    onlyfansSelf.extend({ isAuth: z.literal(true).catch(true), subscribesCount: count }),
  ]),
})
export type Me = z.infer<typeof meReply>['data']

/** GET /api/whoami: bare. */
export const whoamiReply = z.object({
  team: z.object({ slug: z.string().min(1).max(200), name: shownText(200) }),
})
export type Whoami = z.infer<typeof whoamiReply>

/** POST /api/client-sessions. */
export const clientSessionReply = z.object({ data: z.object({ token: sessionToken }) })
