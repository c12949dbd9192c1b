import type { LoginAttempt } from './schema'
import type { World } from './world'

type Place = 'phone' | 'selfie' | 'verify' | 'embed'

/** The address of a page at which a person does one step of an attempt. */
export function pageUrl({ runtime, provider }: World, attempt: LoginAttempt, place: Place): string {
  const at = provider === 'onlyfansapi' ? '/embed-auth' : '/v1/pages'
  return `${runtime.origin}${at}/${place}/${attempt.pageToken}`
}
