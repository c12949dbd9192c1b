import type { LoginFailure } from '../types'

export const KNOWN_STATES = [
  'authenticated',
  'authenticating',
  'needs-otp',
  'needs-app-otp',
  'needs-face-otp',
  'unauthenticated',
  'failed',
] as const

export const KNOWN_PROGRESS = [
  'started',
  'filling_out_login',
  'submitting',
  'waiting_for_otp',
  'checking',
  'signed_in',
  'authenticating',
  'unauthenticated',
  'authenticated',
  'failed',
] as const

export const KNOWN_ERROR_CODES = [
  'invalid_credentials',
  '2fa_failed',
  'face_failed',
  'account_locked',
  'session_expired',
  'already_connected',
] as const satisfies readonly LoginFailure[]
