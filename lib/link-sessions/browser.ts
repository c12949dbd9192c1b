import { hashToken, hmac, sameDigest } from '../crypto/random'

/** Binds a session to a browser without storing the cookie: HMAC(browser, session id). */
export function bindBrowser(
  browser: string,
  linkSessionId: string,
): { browserHash: string; browserKey: string } {
  return { browserHash: hmac(browser, linkSessionId), browserKey: browserKey(browser) }
}

/** Finds the sessions of one browser; says nothing about which one a browser may be shown. */
export function browserKey(browser: string): string {
  return hashToken('browser', browser)
}

/** True when this browser started the session. */
export function isBoundTo(
  browser: string | null,
  session: { linkSessionId: string; browserHash: string | null },
): boolean {
  if (!browser || !session.browserHash) return false
  return sameDigest(hmac(browser, session.linkSessionId), session.browserHash)
}
