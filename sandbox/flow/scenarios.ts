import type { TwoFactor } from '../state/schema'

/**
 * The login e-mail's domain decides what happens. Four scenarios are the provider's own, exactly as it
 * publishes them; the others are ours, for what it publishes no test account for.
 */
export type Scenario = {
  id: string
  kind: 'creator' | 'fan'
  twoFactor: TwoFactor['kind'] | null
  /** What happens once password and code are right. `bad`: the password never is. */
  end: 'connected' | 'bad' | 'locked' | 'denied' | 'slow' | 'late' | 'provider_error'
  ours: boolean
  title: string
}

export const GOOD_PASSWORD = 'good-password'
export const GOOD_CODE = '123456'

const PUBLISHED: Scenario[] = [
  { id: 'creator', kind: 'creator', twoFactor: null, end: 'connected', ours: false, title: 'Creator' },
  {
    id: 'creator-otp',
    kind: 'creator',
    twoFactor: 'app',
    end: 'connected',
    ours: false,
    title: 'Creator with an authenticator app',
  },
  { id: 'fan', kind: 'fan', twoFactor: null, end: 'connected', ours: false, title: 'Fan' },
  {
    id: 'fan-otp',
    kind: 'fan',
    twoFactor: 'app',
    end: 'connected',
    ours: false,
    title: 'Fan with an authenticator app',
  },
]

const OURS: Scenario[] = [
  {
    id: 'creator-sms',
    kind: 'creator',
    twoFactor: 'sms',
    end: 'connected',
    ours: true,
    title: 'Creator with a code by text message',
  },
  {
    id: 'slow',
    kind: 'creator',
    twoFactor: null,
    end: 'slow',
    ours: true,
    title: 'Login takes a few seconds',
  },
  { id: 'locked', kind: 'creator', twoFactor: null, end: 'locked', ours: true, title: 'Account is locked' },
  {
    id: 'denied',
    kind: 'creator',
    twoFactor: null,
    end: 'denied',
    ours: true,
    title: 'Access is refused after login',
  },
  {
    id: 'provider-error',
    kind: 'creator',
    twoFactor: null,
    end: 'provider_error',
    ours: true,
    title: 'Failure after a good login',
  },
]

export const SCENARIOS: readonly Scenario[] = [...PUBLISHED, ...OURS]

type Tag = Pick<Scenario, 'twoFactor' | 'end' | 'title'>

/** A tag before the @ of any domain goes over what the domain says: `mia+face@creator.sandbox.com`. All ours. */
export const LINK_TAGS: Record<string, Tag> = {
  ok: { twoFactor: null, end: 'connected', title: 'Logs in at once' },
  sms: { twoFactor: 'sms', end: 'connected', title: 'A code by text message' },
  app: { twoFactor: 'app', end: 'connected', title: 'A code from the authenticator app' },
  both: { twoFactor: 'both', end: 'connected', title: 'Text message or authenticator app, to choose' },
  face: { twoFactor: 'face', end: 'connected', title: 'A selfie' },
  'forced-face': { twoFactor: 'forced-face', end: 'connected', title: 'A selfie that OnlyFans insists on' },
  bad: { twoFactor: null, end: 'bad', title: 'E-mail or password is refused' },
  locked: { twoFactor: null, end: 'locked', title: 'Account is locked' },
  denied: { twoFactor: null, end: 'denied', title: 'Access is refused after login' },
  slow: { twoFactor: null, end: 'slow', title: 'Takes a while' },
  late: { twoFactor: null, end: 'late', title: 'Fails after a while' },
}

/** Lowercases and trims; null unless it is one address below `sandbox.com`. */
export function sandboxEmail(text: string): string | null {
  const email = text.trim().toLowerCase()
  return /^[a-z0-9._+-]{1,64}@[a-z0-9-]+\.sandbox\.com$/.test(email) ? email : null
}

/** The scenario of an e-mail; undefined when its domain is not one of ours. */
export function scenarioOf(email: string): Scenario | undefined {
  const [local = '', domain = ''] = email.split('@')
  const scenario = SCENARIOS.find(({ id }) => `${id}.sandbox.com` === domain)
  const name = local.includes('+') ? local.slice(local.lastIndexOf('+') + 1) : ''
  const tag = Object.hasOwn(LINK_TAGS, name) ? LINK_TAGS[name] : undefined
  return scenario === undefined || tag === undefined ? scenario : { ...scenario, ...tag, ours: true }
}
