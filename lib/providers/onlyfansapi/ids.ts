/** The forms of OnlyFansAPI's ids. They go into paths, and attempts and accounts share one path prefix. */
import { z } from 'zod'
import { ProviderError } from '../types'

const ATTEMPT = /^auth_[A-Za-z0-9]{1,120}$/
const ACCOUNT = /^acct_[A-Za-z0-9]{1,120}$/
const TOKEN = /^ofapi_cs_[A-Za-z0-9]{1,200}$/
const DEEPLINK = /^fansapiauth:\/\/auth\/[A-Za-z0-9_-]{1,200}$/

export const attemptId = z.string().regex(ATTEMPT)
export const accountId = z.string().regex(ACCOUNT)
export const sessionToken = z.string().regex(TOKEN)

/** The link that opens an attempt in the vendor's phone app; null for anything of another form. */
export const deeplink = z.string().regex(DEEPLINK).nullable().catch(null)

/** The account id, if it can go into a path. Throws `rejected`. */
export function checkedAccount(id: string, label: string): string {
  if (!ACCOUNT.test(id)) throw new ProviderError('rejected', `${label}: not an account id of OnlyFansAPI`)
  return id
}

/** An attempt as its own client secret names it. */
export type Attempt = { id: string; deeplink: string | null }

const BETWEEN = '|'

/**
 * The client secret of an attempt: its id, and its app link. The link is promised for every poll by prose alone, so it
 * is kept from the first answer.
 */
export const secretOf = ({ id, deeplink }: Attempt): string =>
  deeplink === null ? id : `${id}${BETWEEN}${deeplink}`

/** Reads a client secret back. Throws `rejected`. */
export function attemptOf(clientSecret: string, label: string): Attempt {
  const [id = '', link, ...rest] = clientSecret.split(BETWEEN)
  const isWhole = ATTEMPT.test(id) && (link === undefined || DEEPLINK.test(link)) && rest.length === 0
  if (!isWhole) throw new ProviderError('rejected', `${label}: not an attempt of OnlyFansAPI`)
  return { id, deeplink: link ?? null }
}

/**
 * The attempt id in a polling URL, which is all that a repair answers with: the last segment of a path that must be the
 * one of our own base URL. Null for any other URL.
 */
export function attemptInUrl(pollingUrl: string, baseUrl: string): string | null {
  if (!URL.canParse(pollingUrl)) return null
  const url = new URL(pollingUrl)
  const base = new URL(baseUrl)
  const prefix = `${base.pathname.replace(/\/+$/, '')}/api/authenticate/`
  const isOurs = url.origin === base.origin && url.username === '' && url.password === ''
  if (!isOurs || url.search !== '' || !url.pathname.startsWith(prefix)) return null
  const id = url.pathname.slice(prefix.length)
  return ATTEMPT.test(id) ? id : null
}
