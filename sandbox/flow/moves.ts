import { type Attempt, finish } from './attempt'
import { takeSelfie } from './codes'
import { complete } from './engine'
import { startTwoFactor } from './two-factor'

/** Where people can push a Link session, and how that is called. */
export const SESSION_MOVES = {
  selfie: 'Do the selfie',
  'selfie-refused': 'Do a selfie that is refused',
  'ask-sms': 'Ask for a text message',
  'ask-app': 'Ask for an app code',
  'ask-face': 'Ask for a selfie',
  succeed: 'Let it succeed',
  fail: 'Let it fail',
  expire: 'End its time',
} as const
export type SessionMove = keyof typeof SESSION_MOVES

const ASKED = { 'ask-sms': 'sms', 'ask-app': 'app', 'ask-face': 'face' } as const

/** What fits a session as it stands: nothing once it is over, little before anybody logged in. */
export function movesOf({ runtime, session }: Attempt): SessionMove[] {
  if (session.screen === 'finished' || runtime.store.now() >= session.expiresAt) return []
  if (session.email === null) return ['expire']
  const { twoFactor } = session
  const waitsForFace = twoFactor?.kind === 'face' || twoFactor?.kind === 'forced-face'
  const faces: SessionMove[] = waitsForFace ? ['selfie', 'selfie-refused'] : []
  return [...faces, 'succeed', 'fail', 'ask-sms', 'ask-app', 'ask-face', 'expire']
}

/** Pushes a session; does nothing that does not fit it. */
export function moveSession(attempt: Attempt, move: string): SessionMove | null {
  const fitting = movesOf(attempt).find((candidate) => candidate === move)
  if (fitting === undefined) return null
  const { runtime, session } = attempt
  if (fitting === 'selfie' || fitting === 'selfie-refused') takeSelfie(attempt, fitting === 'selfie')
  else if (fitting === 'succeed') complete(attempt)
  else if (fitting === 'fail') finish(attempt, 'failed', { errorCode: 'provider_error' })
  else if (fitting === 'expire') session.expiresAt = runtime.store.now()
  else {
    session.readyAt = null
    startTwoFactor(attempt, ASKED[fitting])
  }
  runtime.store.changed()
  return fitting
}
