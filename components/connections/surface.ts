import type { Surface } from '@/lib/link-sessions/choose-mode'

/** Apps whose built-in browsers show a dialog badly, and lose it when one looks up a code. */
const IN_APP = /Instagram|FBAN|FBAV|Telegram|TikTok|musical_ly|BytedanceWebview/i

/** What the person sits at, for the choice between the provider's page and a dialog. */
export function currentSurface(): Surface {
  const roomy = window.matchMedia('(min-width: 768px) and (min-height: 560px)').matches
  return roomy && !IN_APP.test(navigator.userAgent) ? 'desktop' : 'phone'
}
