/**
 * Readers for what every provider sends: tolerant where a value is for showing, strict where it is an id. What is
 * optional and unreadable becomes null or ''.
 */
import { z } from 'zod'
import { parseJson } from './json'
import { type Profile, ProviderError, type RemoteIdentity } from './types'

const CONTROL = /\p{Cc}+/gu

/** Text of a person or a provider, without control characters: Postgres refuses NUL, terminals obey the rest. */
export const cleanText = (value: string, max: number): string =>
  value.replace(CONTROL, ' ').trim().slice(0, max)

export const shownText = (max: number) =>
  z
    .string()
    .transform((value) => cleanText(value, max))
    .catch('')

/** OnlyFans' user id, as text or as a number, which beyond 2^53 comes as text. */
export const userId = z
  .union([z.string(), z.number().int()])
  .transform(String)
  .pipe(z.string().regex(/^[1-9]\d{0,31}$/))

/** Ids go into paths and headers: nothing but these characters, which could change neither, and no leading dot. */
const PATH_SAFE = /^[A-Za-z0-9_-][A-Za-z0-9._~-]{0,199}$/

export const opaqueId = z.string().regex(PATH_SAFE)

/** The id, if it can go into a path as it is. Throws `rejected`. */
export function pathSafe(id: string, label: string): string {
  if (!PATH_SAFE.test(id)) {
    throw new ProviderError('rejected', `${label}: not an id that the provider can have given`)
  }
  return id
}

export const webUrl = z
  .url({ protocol: /^https?$/ })
  .max(2048)
  .nullable()
  .catch(null)

const ISO = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?)(Z|[+-]\d\d:?\d\d)?)?$/

/** Reads an ISO-8601 time; one without a zone is UTC. Null for anything else. */
export function parseInstant(value: unknown): Date | null {
  const match = typeof value === 'string' ? ISO.exec(value) : null
  if (!match) return null
  const date = new Date(`${match[1]}T${match[2] ?? '00:00'}${match[3] ?? 'Z'}`)
  return Number.isFinite(date.getTime()) ? date : null
}

export const instant = z.unknown().optional().transform(parseInstant)

/** A count that may be absent: null where there is no whole number from 0. */
export const count = z.number().int().nonnegative().nullable().catch(null)

/** An OnlyFans user as all providers tell it. */
export const onlyfansUser = z.object({
  id: userId,
  username: shownText(100),
  name: shownText(200),
  avatar: webUrl,
})

/** What OnlyFans says of an account that is signed in, as all providers hand it on: an allow-list of it. */
export const onlyfansSelf = onlyfansUser.extend({
  isVerified: z.boolean().nullable().catch(null),
  subscribersCount: count,
  postsCount: count,
  photosCount: count,
  videosCount: count,
})

export function toIdentity(user: z.infer<typeof onlyfansUser>): RemoteIdentity {
  return { id: user.id, username: user.username, name: user.name, avatarUrl: user.avatar }
}

export function toProfile(self: z.infer<typeof onlyfansSelf>): Profile {
  const { isVerified, subscribersCount, postsCount, photosCount, videosCount } = self
  return { ...toIdentity(self), isVerified, subscribersCount, postsCount, photosCount, videosCount }
}

/** Words such as permissions and scopes, each once; what does not look like one is left out. */
export const wordList = z
  .array(z.unknown())
  .catch([])
  .transform((list) => [
    ...new Set(
      list.filter((each): each is string => typeof each === 'string' && /^[\w.:-]{1,80}$/.test(each)),
    ),
  ])

/** The JSON object in a text; an empty one where there is none. */
export function parseObject(text: string): Record<string, unknown> {
  try {
    const value = parseJson(text)
    return value instanceof Object && !Array.isArray(value) ? (value as Record<string, unknown>) : {}
  } catch {
    return {}
  }
}
