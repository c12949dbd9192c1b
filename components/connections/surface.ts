import { inAppBrowser } from '@/lib/connect/in-app-browser'
import type { Surface } from '@/lib/link-sessions/choose-mode'

/**
 * What the person sits at, for the choice between the provider's page and a dialog. The browsers inside apps show a
 * dialog badly, and lose it when one looks up a code.
 */
export function currentSurface(): Surface {
  const roomy = window.matchMedia('(min-width: 768px) and (min-height: 560px)').matches
  return roomy && !inAppBrowser(navigator.userAgent) ? 'desktop' : 'phone'
}
