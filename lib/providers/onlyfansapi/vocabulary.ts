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
