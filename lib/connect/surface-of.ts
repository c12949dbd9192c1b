import type { Surface } from '../link-sessions/choose-mode'
import { inAppBrowser } from './in-app-browser'

const PHONE = /Mobi|Android|iPhone|iPad|iPod/

/** What a browser says of itself, for the choice between the provider's page and a dialog. */
export function surfaceOf(userAgent: string): Surface {
  return PHONE.test(userAgent) || inAppBrowser(userAgent) !== null ? 'phone' : 'desktop'
}
