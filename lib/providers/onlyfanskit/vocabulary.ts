/** The words of OnlyFansKit that can leave its adapter or reach a log. Pure: the test of words reads it. */
/** The states of an attempt, as documented; the list is called complete. */
export const KNOWN_STATES = [
  'pending',
  'awaiting_mobile_session',
  'needs_otp',
  'needs_app_otp',
  'needs_email',
  'needs_face_otp',
  'wrong_2fa_code_retry',
  'completed_success',
  'completed_failed',
] as const

/** Slugs of problem documents: three documented, and the one that a 412 is likely to have. */
export const KNOWN_PROBLEMS = [
  'account-disconnected',
  'quota-exceeded',
  'upstream/rate-limited',
  'credentials-not-stored',
] as const
