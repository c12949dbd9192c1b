/**
 * The wire shapes of OnlyFansKit, read tolerantly: unknown keys are dropped, what is optional and unreadable becomes
 * null or ''. Documentation: docs.onlyfanskit.dev, "Submit a 2FA code" and "Errors"; the rest is in inferred.ts.
 */
import { z } from 'zod'
import { opaqueId, parseInstant, shownText, userId, webUrl, wordList } from '../wire'
import { ACCOUNT_KEYS, FAILURE_KEYS, LIST_KEYS, ME_KEYS, MORE_KEYS, ONE_KEYS } from './inferred'

type Item = Record<string, unknown>
const item = z.record(z.string(), z.unknown())

/** The first of the names that holds something. */
const pick = (from: Item, names: readonly string[]): unknown =>
  names.map((name) => from[name]).find((value) => value !== undefined && value !== null)

const text = z.string().max(2048).nullable().catch(null)

const attemptFields = z.object({
  attempt_id: opaqueId,
  /** A word that we do not know is shown, not fatal. */
  state: z.string().regex(/^[A-Za-z0-9_-]{1,40}$/),
  account_id: opaqueId.nullable().catch(null),
  verification_page_url: text,
  phone_url: text,
  embed_url: text,
  face_verification_url: text,
  otp_channel: text,
  email_mask: shownText(100),
})

/** An attempt to log in. `polling_url` is left alone: its id says the same, and no URL of a reply is ever called. */
export const attempt = item.transform((value, context) => {
  const read = attemptFields.safeParse(value)
  if (!read.success) {
    for (const issue of read.error.issues) {
      context.addIssue({ code: 'custom', message: 'unreadable', path: issue.path })
    }
    return z.NEVER
  }
  const failureWords = FAILURE_KEYS.map((key) => value[key]).filter((each) => typeof each === 'string')
  return { ...read.data, failureWords }
})
export type Attempt = z.infer<typeof attempt>

const asId = z.union([opaqueId, z.number().int().transform(String)])

/** One connected account. */
export const account = item.transform((value, context) => {
  const id = asId.safeParse(pick(value, ACCOUNT_KEYS.id))
  const user = userId.safeParse(pick(value, ACCOUNT_KEYS.userId))
  if (!id.success || !user.success) {
    context.addIssue({ code: 'custom', message: 'no id', path: [id.success ? 'user id' : 'id'] })
    return z.NEVER
  }
  const said = (names: readonly string[], max: number) => shownText(max).parse(pick(value, names))
  return {
    id: id.data,
    userId: user.data,
    username: said(ACCOUNT_KEYS.username, 100),
    name: said(ACCOUNT_KEYS.name, 200),
    avatar: webUrl.parse(pick(value, ACCOUNT_KEYS.avatar)),
    status: said(ACCOUNT_KEYS.status, 40),
    createdAt: parseInstant(pick(value, ACCOUNT_KEYS.createdAt)),
    updatedAt: parseInstant(pick(value, ACCOUNT_KEYS.updatedAt)),
    lastUsedAt: parseInstant(pick(value, ACCOUNT_KEYS.lastUsedAt)),
  }
})
export type Account = z.infer<typeof account>

/** An account whose login has not come to an end says that it has no user. Without such a word, it is unreadable. */
export function isUnfinished(value: unknown): boolean {
  const one = item.safeParse(value).data
  return (
    one !== undefined &&
    ACCOUNT_KEYS.userId.some((key) => one[key] === null) &&
    !account.safeParse(one).success
  )
}

/** One account, bare or in an envelope of its own. */
export const accountReply = item.transform((value) => pick(value, ONE_KEYS) ?? value).pipe(account)

/** A list of accounts in any of the envelopes. Items are read one by one: one unreadable does not hide the others. */
export const accountsReply = z.unknown().transform((value, context) => {
  if (Array.isArray(value)) return { items: value as unknown[], isCut: false }
  const envelope = item.safeParse(value).data ?? {}
  const list = LIST_KEYS.map((key) => envelope[key]).find(Array.isArray)
  if (!list) {
    context.addIssue({ code: 'custom', message: 'no list', path: ['list'] })
    return z.NEVER
  }
  return { items: list as unknown[], isCut: Boolean(pick(envelope, MORE_KEYS)) }
})

/** GET /v1/me: the calling key. */
export const meReply = z
  .object({ scopes: z.array(z.unknown()) })
  .loose()
  .transform((value) => ({
    id: asId.catch('').parse(pick(value, ME_KEYS.id)),
    name: shownText(200).parse(pick(value, ME_KEYS.name)) || null,
    scopes: wordList.parse(value.scopes),
  }))
