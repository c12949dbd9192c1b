export const CHALLENGE_KINDS = ['sms', 'app', 'email', 'face', 'forced_face', 'mobile_app'] as const
export type ChallengeKind = (typeof CHALLENGE_KINDS)[number]

/**
 * What the provider takes at this moment. `enter_code`: a code. `send_code`: it can send one, by SMS or e-mail.
 * `confirm_selfie`: "the face check is done". `open_link`: there is a link to open (face check, mobile app).
 * `email_creator`: it can mail the creator, so that she verifies on her own device.
 */
export const CHALLENGE_ACTIONS = [
  'enter_code',
  'send_code',
  'confirm_selfie',
  'open_link',
  'email_creator',
] as const
export type ChallengeAction = (typeof CHALLENGE_ACTIONS)[number]

/** What a provider asks for in the middle of an attempt. Numbers and times are null where the provider gives none. */
export type Challenge = {
  /** What is asked for now comes first; the others may be used instead. None where the provider does not say which. */
  kinds: ChallengeKind[]
  /** For example the last digits of the phone number, or a masked e-mail address. */
  hint: string | null
  actions: ChallengeAction[]
  /** Codes that may still be tried. */
  attemptsLeft: number | null
  /** When the code, or the whole challenge, ends: ISO 8601, UTC. */
  expiresAt: string | null
  /** From when on another message may be asked for: ISO 8601, UTC. */
  resendAt: string | null
  /** Messages that may still be asked for. */
  sendsLeft: number | null
  /** Face checks that may still be begun. */
  faceTriesLeft: number | null
  /** The last code was wrong. */
  rejected: boolean
}

/** All of a challenge that a provider may leave untold. */
export const UNTOLD: Omit<Challenge, 'kinds' | 'actions'> = {
  hint: null,
  attemptsLeft: null,
  expiresAt: null,
  resendAt: null,
  sendsLeft: null,
  faceTriesLeft: null,
  rejected: false,
}

/** Links of a challenge, for the person who solves it alone: a face check, the provider's app. Stored sealed. */
export type ChallengeLinks = { face: string | null; mobileApp: string | null; page: string | null }
