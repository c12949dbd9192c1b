import { AppError } from '../errors'

/** The refusal of a limit, with the time until another try makes sense. */
export function tooManyTries(seconds: number): AppError {
  const minutes = Math.ceil(seconds / 60)
  return new AppError(
    'rate_limited',
    `Too many tries. Try again in ${minutes} ${minutes === 1 ? 'minute' : 'minutes'}.`,
    { retryAfter: seconds },
  )
}
