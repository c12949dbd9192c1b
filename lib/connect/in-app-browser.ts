export const IN_APP_NAMES = {
  instagram: 'Instagram',
  facebook: 'Facebook',
  messenger: 'Messenger',
  telegram: 'Telegram',
  tiktok: 'TikTok',
  snapchat: 'Snapchat',
} as const

export type InAppBrowser = {
  /** The app's name; null for an app that does not say. */
  app: (typeof IN_APP_NAMES)[keyof typeof IN_APP_NAMES] | null
  system: 'ios' | 'android'
}

/** How each app names itself in the user agent of its own browser. The first that fits wins: Messenger wears Facebook's marks. */
const MARKS: readonly [keyof typeof IN_APP_NAMES, RegExp][] = [
  ['instagram', /\bInstagram\b/],
  ['messenger', /\bFBAN\/Messenger|\bFB_IAB\/(Orca|MESSENGER)/i],
  ['facebook', /\bFB(AN|AV|_IAB)\b/],
  ['telegram', /\bTelegram(-Android|-iOS)?\//],
  ['tiktok', /\b(musical_ly|trill|TikTok|BytedanceWebview)[_/]/],
  ['snapchat', /\bSnapchat\//],
]

/**
 * Whether a page stands in the browser that an app carries inside itself, where logins and password managers often
 * fail and cookies are lost when it closes. Null for a browser of its own, and for anything that is no phone.
 * @param userAgent the request's header; a hint, used for help only
 */
export function inAppBrowser(userAgent: string): InAppBrowser | null {
  const system = /\b(iPhone|iPad|iPod)\b/.test(userAgent)
    ? 'ios'
    : /\bAndroid\b/.test(userAgent)
      ? 'android'
      : null
  if (!system) return null
  const known = MARKS.find(([, mark]) => mark.test(userAgent))
  if (known) return { app: IN_APP_NAMES[known[0]], system }
  // A web view on Android says `wv`; on iOS it leaves out the word that every browser there wears.
  const isWebView = system === 'android' ? /; wv\)/.test(userAgent) : !/\bSafari\//.test(userAgent)
  return isWebView ? { app: null, system } : null
}
