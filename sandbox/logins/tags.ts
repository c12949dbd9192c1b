import { scenarioOf } from '../flow/scenarios'
import type { ChallengeKind } from './schema'

/** How a login at OnlyFansAPI or OnlyFansKit goes on once the password is right. */
export type LoginScript = {
  challenge: ChallengeKind | null
  /** `bad`: OnlyFans refuses the login. `late`: it fails in the end. `odd`: a state without a name comes first. */
  end: 'connected' | 'bad' | 'late' | 'slow' | 'odd'
  title: string
}

const script = (
  title: string,
  challenge: ChallengeKind | null,
  end: LoginScript['end'] = 'connected',
): LoginScript => ({ title, challenge, end })

/** By the tag of the login e-mail: `jane+sms@creator.sandbox.com`. */
export const TAGS: Record<string, LoginScript> = {
  ok: script('Logs in at once', null),
  sms: script('A code by text message', 'sms'),
  app: script('A code from the authenticator app', 'app'),
  email: script('A code by e-mail, once it was asked for', 'email'),
  face: script('A selfie', 'face'),
  mobile: script('Confirmed in the phone app', 'mobile'),
  bad: script('E-mail or password is refused', null, 'bad'),
  late: script('Fails after a while', null, 'late'),
  slow: script('Takes a while', null, 'slow'),
  unknown: script('Shows a state that nobody has heard of', null, 'odd'),
}

/** Without a tag the domain counts, as on the pages of OFAuth Link. */
const DOMAINS: Record<string, string> = {
  locked: 'bad',
  denied: 'late',
  'provider-error': 'late',
  slow: 'slow',
}

/** What an e-mail without a known tag or domain does: it logs in. */
export function scriptOf(email: string): LoginScript {
  const [local = '', domain = ''] = email.split('@')
  const tag = local.includes('+') ? local.slice(local.lastIndexOf('+') + 1) : ''
  const factor = scenarioOf(email)?.twoFactor ?? 'ok'
  const name = Object.hasOwn(TAGS, tag) ? tag : (DOMAINS[domain.split('.')[0] ?? ''] ?? factor)
  return TAGS[name] ?? script('Logs in at once', null)
}
